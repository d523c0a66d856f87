import { readSettings } from './settings';

describe('settings', () => {
  it('are refused with all their faults at once', () => {
    const wrong = {
      TABULARIUM_PORT: 'abc',
      TABULARIUM_HOST: '0.0.0.0',
      TABULARIUM_TIME_ZONE: 'Mars',
      TABULARIUM_SAMPLE: 'maybe',
    };
    expect(() => readSettings(wrong)).toThrow(
      /HOST: [^\n]*\n.*PORT: a port, 0 to 65535\n.*TIME_ZONE: [^\n]*\n.*SAMPLE: yes or no$/s,
    );
  });

  it.each(['mysql://ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db', 'ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db:x/x'])(
    'refuse a database URL that is none without showing it: %s',
    (DATABASE_URL) => {
      expect(() => readSettings({ DATABASE_URL })).toThrow(
        /^The settings are not valid:\n {2}DATABASE_URL: of the form [^3]*$/,
      );
    },
  );
});
