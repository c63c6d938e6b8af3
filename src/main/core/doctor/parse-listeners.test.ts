import { expect, test } from 'vitest';
import { lsofHolder, netstatPid, socketInodes, tasklistName } from './parse-listeners.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1E00 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 00000000:1E00 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0
   2: 0100007F:1E00 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 333 1 0 20 4 30 10 -1
   3: 0200000A:1E00 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 444 1 0 100 0 0 10 0
   4: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 555 1 0 100 0 0 10 0
`;

test('only sockets that listen on that port of loopback are taken', () => {
  expect(socketInodes(table, 7680)).toEqual(['111', '222']);
  expect(socketInodes(table, 22)).toEqual(['555']);
  expect(socketInodes('', 22)).toEqual([]);
});

test('lsof names the process', () => {
  expect(lsofHolder('p4711\ncnginx\nf6\n')).toEqual({ pid: 4711, name: 'nginx' });
  expect(lsofHolder('')).toBeUndefined();
});

test('netstat and tasklist name it on Windows', () => {
  const output = `\r\nAktive Verbindungen\r\n\r\n  Proto  Lokale Adresse  Remoteadresse  Status  PID\r
  TCP    127.0.0.1:7680   127.0.0.1:50000   HERGESTELLT   17\r
  TCP    0.0.0.0:7680     0.0.0.0:0         ABHÖREN       4242\r\n`;
  expect(netstatPid(output, 7680)).toBe(4242);
  expect(netstatPid(output, 768)).toBeUndefined();
  expect(tasklistName('"svchost.exe","4242","Services","0","12.345 K"\r\n')).toBe('svchost.exe');
  expect(tasklistName('INFO: No tasks are running')).toBeUndefined();
});
