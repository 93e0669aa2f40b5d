REFRESH MATERIALIZED VIEW "Stats" WITH NO DATA;
ALTER VIEW "Emails" SET (security_barrier = on);
