/** Images of one grey pixel, by how a file of that kind begins. */
export const tinyImages: readonly { readonly magic: string; readonly hex: string }[] = [
  {
    magic: '89504e470d0a1a0a',
    hex: fromBase64(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mOYCQAAmwCaAKYyOQAAAABJRU5ErkJggg==',
    ),
  },
  {
    magic: 'ffd8ff',
    hex: fromBase64(
      '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALAB/9k=',
    ),
  },
  { magic: '47494638', hex: fromBase64('R0lGODlhAQABAIAAAAAAAAAAACwAAAAAAQABAAACAkQBADs=') },
];

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('hex');
}
