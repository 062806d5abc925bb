"use strict";

const roomName = JSON.parse(document.querySelector("#room-name").textContent);
const chatLog = document.querySelector("#chat-log");
const chatStatus = document.querySelector("#chat-status");
const messageInput = document.querySelector("#chat-message-input");

function show(state, text) {
  chatStatus.className = state;
  chatStatus.textContent = text;
}

const scheme = location.protocol === "https:" ? "wss" : "ws";
const say = keepConnected(`${scheme}://${location.host}/ws/chat/${roomName}/`, {
  connected() {
    show("online", "Connected");
  },
  lost(waiting) {
    const kept = waiting ? ` Messages that wait and will be sent then: ${waiting}.` : "";
    show("offline", "Not connected. Trying again." + kept);
  },
  message(message) {
    show("online", "Connected");
    chatLog.value += message + "\n";
    chatLog.scrollTop = chatLog.scrollHeight;
    document.querySelector("#chat-newest").textContent = message; // for screen readers
  },
  error(sentence) {
    show("error", sentence);
  },
});

document.querySelector("#chat-form").onsubmit = (event) => {
  event.preventDefault();
  if (messageInput.value.trim()) say(messageInput.value);
  messageInput.value = "";
};

messageInput.focus();
