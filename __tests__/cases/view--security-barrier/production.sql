ALTER VIEW "ActiveUser" RESET (security_barrier);
