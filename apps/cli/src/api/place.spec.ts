import { resolve } from 'node:path';
import { placeOf } from './place';

describe('where the record is', () => {
  it('is this machine and ./.tabularium unless said otherwise', () => {
    const { url, folder, onlyServer, onlyFolder } = placeOf({}, {});
    expect([url, folder, onlyServer, onlyFolder]).toEqual([
      'http://127.0.0.1:7400',
      resolve('.tabularium'),
      false,
      false,
    ]);
  });
  it('follows the environment', () => {
    const env = {
      TABULARIUM_HOST: '::1',
      TABULARIUM_PORT: '81',
      TABULARIUM_DATA: '/srv/record',
      TABULARIUM_TOKEN: 't',
    };
    expect(placeOf({}, env)).toMatchObject({ url: 'http://[::1]:81', folder: '/srv/record', token: 't' });
  });
  it('asks nobody but the server named with --url', () => {
    expect(placeOf({ url: 'https://record.example/' }, {})).toMatchObject({
      url: 'https://record.example',
      onlyServer: true,
    });
  });
  it('asks no server when a folder is named, unless one is named too', () => {
    expect(placeOf({ folder: '/srv/record' }, {}).onlyFolder).toBe(true);
    expect(placeOf({ folder: '/srv/record', url: 'http://x' }, {}).onlyFolder).toBe(false);
  });
  it('takes an empty token for none', () => {
    expect(placeOf({}, { TABULARIUM_TOKEN: '' }).token).toBeUndefined();
  });
});
