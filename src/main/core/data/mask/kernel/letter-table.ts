/** What `layout.letters` holds: how many letters are exchanged with a byte and the first of them; 0, 1 for a sign of plain addresses. */
export const letterTable: Uint8Array = Uint8Array.from({ length: 512 }, (_, index) => {
  const byte = index >> 1;
  const sign = String.fromCharCode(byte);
  const [count, first] = /[0-9]/.test(sign)
    ? [10, 0x30]
    : /[a-z]/.test(sign)
      ? [26, 0x61]
      : /[A-Z]/.test(sign)
        ? [26, 0x41]
        : [0, /[._+-]/.test(sign) ? 1 : 0];
  return index & 1 ? first : count;
});
