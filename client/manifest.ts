import { restrictedSettings } from './settings-table.ts'

/** What `package.json` says about the extension to VS Code, beside commands and settings. */
export const manifest = {
  main: './dist/client.js',
  browser: './dist/client.web.js',
  l10n: './l10n',
  // A document is found by what it says, so any YAML or JSON may be ours; the files at a root cost one look each and let problems show before one is opened.
  activationEvents: [
    'onLanguage:yaml',
    'onLanguage:json',
    'onLanguage:jsonc',
    'onWebviewPanel:asyncapiEventSource.stream',
    'onWebviewPanel:asyncapiEventSource.replay',
    'onWebviewPanel:asyncapiEventSource.document',
    'onWebviewPanel:asyncapiEventSource.map',
    'workspaceContains:asyncapi.yaml',
    'workspaceContains:asyncapi.yml',
    'workspaceContains:asyncapi.json',
    'workspaceContains:event-source.yaml',
    'workspaceContains:event-source.json',
    'workspaceContains:.asyncapi-event-source.yaml',
    'workspaceContains:.asyncapi-event-source.json',
  ],
  capabilities: {
    untrustedWorkspaces: {
      supported: 'limited',
      description: '%capabilities.untrustedWorkspaces%',
      restrictedConfigurations: restrictedSettings,
    },
    virtualWorkspaces: true,
  },
} as const
