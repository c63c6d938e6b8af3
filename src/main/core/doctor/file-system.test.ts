import { expect, test } from 'vitest';
import { fileSystemOf, isNetworkFileSystem } from './file-system.ts';

test.runIf(process.platform === 'linux')('a folder of memory is recognised', async () => {
  expect(await fileSystemOf('/dev/shm', 'linux')).toBe('tmpfs');
});

test('a share is recognised on Windows; elsewhere nothing is made up', async () => {
  expect(await fileSystemOf('\\\\server\\share', 'win32')).toBe('smb');
  expect(await fileSystemOf('C:\\data', 'win32')).toBeUndefined();
  expect(await fileSystemOf('/data', 'darwin')).toBeUndefined();
});

test('file systems of other machines', () => {
  expect(['nfs', 'smb2', '9p'].every(isNetworkFileSystem)).toBe(true);
  expect(['ext4', 'fuse', undefined].some(isNetworkFileSystem)).toBe(false);
});
