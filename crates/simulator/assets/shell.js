// A stand-in for the global shell: it does to the app's frame what the shell of DHIS2 does.
const context = document.getElementById('script').dataset.context
const slug = location.pathname.slice(`${context}/apps/`.length)

const answer = await fetch(`${context}/api/apps/menu`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
const { modules } = await answer.json()
const module = modules.find(({ name }) => name === slug || name === `dhis-web-${slug}`)
if (module?.defaultAction) open(module)
else say(`Unable to find an app for this URL: ${slug}`)

function say(text) {
  const message = document.createElement('p')
  message.textContent = text
  document.body.append(message)
}

function open({ displayName, defaultAction }) {
  document.title = `${displayName} | DHIS2`
  document.getElementById('name').textContent = displayName
  const address = new URL(defaultAction, location.href)
  const home = address.pathname.slice(0, address.pathname.lastIndexOf('/') + 1)
  address.search = location.search
  address.searchParams.set('redirect', 'false')
  address.hash = location.hash
  const frame = document.createElement('iframe')
  frame.title = displayName
  frame.src = address
  frame.addEventListener('load', () => loaded(frame, home))
  document.body.append(frame)

  // The hash of the tab and that of the frame follow each other.
  addEventListener('hashchange', () => {
    if (frame.contentWindow.location.hash !== location.hash) frame.contentWindow.location.hash = location.hash
  })
}

function loaded(frame, home) {
  const inner = frame.contentWindow
  if (!frame.contentDocument) {
    frame.remove()
    say('The app could not be shown, because it is on another origin.')
    return
  }
  // Log-out and links to other apps leave the frame.
  if (inner.location.href !== 'about:blank' && !inner.location.pathname.startsWith(home)) {
    location.href = inner.location.href
    return
  }
  // An adopted sheet does the same as a style element would, and a strict policy does not forbid it.
  const sheet = new inner.CSSStyleSheet()
  sheet.replaceSync('div.app-shell-adapter > header, div.app-shell-adapter > div > header { display: none; }')
  frame.contentDocument.adoptedStyleSheets.push(sheet)
  inner.addEventListener('popstate', () => {
    if (inner.location.hash !== location.hash) history.replaceState(null, '', inner.location.hash || '#/')
  })
}
