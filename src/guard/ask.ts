import { connect } from 'node:net';

// Asks the guard what its argument says, and writes the answer: `docker exec GUARD node /guard/ask.mjs JSON`.
const [, , question = ''] = process.argv;
const socket = connect('/run/guard/control.sock');
socket.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
process.stdout.on('error', () => process.exit());
// Who follows hangs up by ending this program's input; who asks once may have given it none.
if (question.includes('"follow"')) process.stdin.on('end', () => process.exit()).resume();
socket.write(`${question}\n`);
socket.pipe(process.stdout);
socket.on('close', () => process.stdin.destroy());
