exports.version = () => ({ commit: 'none', version: 'none' })
