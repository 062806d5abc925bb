"use strict";

// A WebSocket that comes back by itself, and loses nothing that was said: a message
// counts as sent when it has come back, and what has not is sent again.
// Returns the function that says a message. Calls handlers.connected(),
// .lost(how many messages wait), .message(text) and .error(sentence).
function keepConnected(address, handlers) {
  const unconfirmed = []; // said here, and not yet come back from the server
  let sent = 0; // how many of them were given to this socket: the first ones
  let ready = false; // messages go to the socket at once
  let failures = 0;
  let chatSocket;

  function sendWaiting() {
    for (; sent < unconfirmed.length; sent += 1) {
      chatSocket.send(JSON.stringify({ message: unconfirmed[sent] }));
    }
  }

  function connect() {
    let pause;
    chatSocket = new WebSocket(address);

    chatSocket.onopen = () => {
      handlers.connected();
      // After a restart the other tabs are on their way back too (1 s, and 1 s more
      // if hidden), and a room keeps no messages for those who are not there yet.
      pause = setTimeout(() => {
        ready = true;
        failures = 0;
        sendWaiting();
      }, failures ? 2500 : 0);
    };

    chatSocket.onmessage = (event) => {
      const { message, error } = JSON.parse(event.data);
      if (error) return handlers.error(error);
      const index = unconfirmed.slice(0, sent).indexOf(message);
      if (index !== -1) {
        unconfirmed.splice(index, 1);
        sent -= 1;
      }
      handlers.message(message);
    };

    chatSocket.onclose = () => {
      clearTimeout(pause);
      ready = false;
      sent = 0;
      setTimeout(connect, Math.min(250 * 2 ** failures, 1000));
      failures += 1;
      handlers.lost(unconfirmed.length);
    };
  }

  connect();
  return (message) => {
    unconfirmed.push(message);
    if (ready) sendWaiting();
    else if (chatSocket.readyState !== WebSocket.OPEN) handlers.lost(unconfirmed.length);
  };
}
