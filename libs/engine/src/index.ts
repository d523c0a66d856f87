export { backUp, restore, type BackupOptions } from './backup/backup.adapter';
export { FolderInUse } from './backup/folder.adapter';
export { BackupInvalid, type Manifest } from './backup/manifest.adapter';
export * from './config/settings';
export { contexts } from './contexts';
export * from './engine';
export { LogChanged } from './follow/same-log';
