// Logs in as the log-in app of DHIS2 does: JSON to /api/auth/login, then on to where the server says.
const context = document.getElementById('script').dataset.context
const form = document.querySelector('form')
const error = document.querySelector('.error')

form.addEventListener('submit', async event => {
  event.preventDefault()
  error.textContent = ''
  const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)
  if (token) headers['X-XSRF-TOKEN'] = token[1]
  const body = JSON.stringify({ username: form.j_username.value, password: form.j_password.value })
  const answer = await fetch(`${context}/api/auth/login`, { method: 'POST', headers, body })
  if (answer.ok) location.href = (await answer.json()).redirectUrl
  else error.textContent = 'Incorrect username or password'
})
