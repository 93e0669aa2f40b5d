DROP VIEW "ActiveUser";
