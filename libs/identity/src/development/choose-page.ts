/** Somebody whom whoever develops may be. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

/**
 * No script, nothing from elsewhere. `form-action` names this machine besides, for browsers hold it against the redirect
 * to the client too.
 */
export const CHOOSE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'self' http://127.0.0.1:* http://localhost:*";

/** The page on which a person of the sample is chosen; posted back to its own address. */
export const choosePage = (people: readonly SamplePerson[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – Tabularium, for development</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; }
button { font: inherit; width: 100%; text-align: start; padding: .5rem .75rem; margin: .15rem 0; cursor: pointer; }
small { opacity: .8; }
</style>
</head>
<body>
<main>
<h1>Who are you?</h1>
<p><strong>For development only.</strong> Nobody is asked for a password: whoever opens this page on this machine can act as
any person of the sample portfolio. Set OIDC_ISSUER to sign in for real.</p>
<form method="post">
<ul>
${people.map(choice).join('\n')}
</ul>
</form>
</main>
</body>
</html>
`;

const choice = ({ id, name, title }: SamplePerson): string =>
  `<li><button name="person" value="${escaped(id)}">${escaped(name)} <small>${escaped(title)}</small></button></li>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`);
