export { backUp, restore, type BackupOptions } from './backup/backup.adapter';
export { FolderInUse } from './backup/folder.adapter';
export { BackupInvalid, type Manifest } from './backup/manifest.adapter';
export { readSettings, SettingsInvalid, type Settings } from './config/settings';
export { settingsReference, type SettingReference } from './config/settings-reference';
export { contexts } from './contexts';
export * from './engine';
export { LogChanged } from './follow/same-log';
export { isNewRecord } from './stores';
