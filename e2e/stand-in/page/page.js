const stored = 'backlot.session-key';
const key = /^#key=([\w-]{43})$/.exec(location.hash)?.[1] ?? localStorage.getItem(stored) ?? '';
localStorage.setItem(stored, key);
history.replaceState(null, '', location.pathname);
const main = document.querySelector('main');
const socket = new WebSocket(`ws://${location.host}/rpc`, ['backlot', `key.${key}`]);
socket.onopen = () => {
  main.textContent = 'Connected';
};
socket.onclose = () => {
  main.textContent = 'Lost';
};
