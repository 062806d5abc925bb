"use strict";

const roomName = JSON.parse(document.querySelector("#room-name").textContent);
const chatLog = document.querySelector("#chat-log");
const chatStatus = document.querySelector("#chat-status");
const messageInput = document.querySelector("#chat-message-input");

const scheme = location.protocol === "https:" ? "wss" : "ws";
const unconfirmed = []; // typed here, and not yet come back from the server
let chatSocket;
let ready = false; // the socket is open and was given all that waited
let failures = 0;

function show(state, text) {
  chatStatus.className = state;
  chatStatus.textContent = text;
}

const send = (message) => chatSocket.send(JSON.stringify({ message }));

function connect() {
  let pause;
  chatSocket = new WebSocket(`${scheme}://${location.host}/ws/chat/${roomName}/`);

  chatSocket.onopen = () => {
    show("online", "Connected");
    // After a restart the other tabs are on their way back too, and a room keeps
    // no messages for those who are not there yet: give them a moment.
    pause = setTimeout(() => {
      ready = true;
      failures = 0;
      unconfirmed.forEach(send);
    }, failures ? 1500 : 0);
  };

  chatSocket.onmessage = (event) => {
    const { message, error } = JSON.parse(event.data);
    if (error) {
      unconfirmed.shift(); // refused once, it would be refused again
      return show("error", error);
    }
    const index = unconfirmed.indexOf(message);
    if (index !== -1) unconfirmed.splice(index, 1);
    chatLog.value += message + "\n";
    chatLog.scrollTop = chatLog.scrollHeight;
    document.querySelector("#chat-newest").textContent = message; // for screen readers
  };

  chatSocket.onclose = () => {
    clearTimeout(pause);
    ready = false;
    setTimeout(connect, Math.min(500 * 2 ** failures, 10000));
    failures += 1;
    show("offline", "Not connected. Trying again; what you type is kept and sent then.");
  };
}

document.querySelector("#chat-form").onsubmit = (event) => {
  event.preventDefault();
  const message = messageInput.value;
  if (!message.trim()) return;
  unconfirmed.push(message);
  if (ready) send(message);
  messageInput.value = "";
};

messageInput.focus();
connect();
