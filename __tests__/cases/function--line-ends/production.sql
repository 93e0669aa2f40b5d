CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$  
BEGIN  
  NEW."createdAt" = now();  
  RETURN NEW;  
END  
$$;
