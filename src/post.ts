import { runPost } from './doors/run-post.ts'

await runPost(process.env)
