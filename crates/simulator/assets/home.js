// Lists the installed apps, as the apps menu does.
const context = document.getElementById('script').dataset.context
const answer = await fetch(`${context}/api/apps/menu`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
const { modules } = await answer.json()
const shell = location.pathname.startsWith(`${context}/apps`)
for (const module of modules) {
  const link = document.createElement('a')
  link.href = shell ? `${context}/apps/${module.name}` : module.defaultAction
  link.textContent = module.displayName
  const item = document.createElement('li')
  item.append(link)
  document.getElementById('apps').append(item)
}
if (modules.length === 0) document.getElementById('apps').outerHTML = '<p>There is no app that you may open.</p>'
