ALTER FUNCTION touch() SECURITY DEFINER SET search_path = public;
