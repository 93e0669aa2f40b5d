import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'schema.prisma',
  experimental: { externalTables: true },
  tables: { external: ['public.spatial_ref_sys'] },
})
