--
-- PostgreSQL database dump
--

\restrict GaavOQnOcnPzbNJyCLZiqSIMezGrXFKIriKNsh20fd1kiGj7mgod6Vm3ZUeOB5Q

-- Dumped from database version 13.23
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: public; Type: SCHEMA; Schema: -; Owner: -
--

-- *not* creating schema, since initdb creates it


--
-- Name: slug; Type: DOMAIN; Schema: public; Owner: -
--

CREATE DOMAIN public.slug AS text
	CONSTRAINT slug_check CHECK ((("position"(VALUE, ' '::text) = 0) AND (VALUE = btrim(VALUE))));


--
-- Name: touch(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW."zonedAt" = now() AT TIME ZONE 'utc';
  RETURN NEW;
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public."Event" (
    id integer NOT NULL,
    title text NOT NULL,
    slug public.slug NOT NULL,
    "startsAt" timestamp(3) without time zone DEFAULT timezone('utc'::text, now()) NOT NULL,
    "endsAt" timestamp(3) without time zone NOT NULL,
    "zonedAt" timestamp(6) with time zone DEFAULT now() NOT NULL,
    year double precision DEFAULT date_part('year'::text, now()) NOT NULL,
    label text DEFAULT btrim(upper('x '::text)) NOT NULL,
    code text DEFAULT "substring"(md5('seed'::text), 2, 6) NOT NULL,
    kind character varying(20) DEFAULT 'talk'::character varying NOT NULL,
    CONSTRAINT ends_later CHECK ("overlaps"("startsAt", "endsAt", "startsAt", "endsAt")),
    CONSTRAINT in_zone CHECK ((timezone('UTC'::text, "zonedAt") > ("startsAt" - '1 year'::interval))),
    CONSTRAINT kind_known CHECK (((kind)::text = ANY ((ARRAY['talk'::character varying, 'walk'::character varying])::text[]))),
    CONSTRAINT this_century CHECK ((date_part('year'::text, "startsAt") >= (2000)::double precision)),
    CONSTRAINT title_bare CHECK (((btrim(title) = title) AND (ltrim(title, '_'::text) <> ''::text))),
    CONSTRAINT title_form CHECK ((("normalize"(title, 'nfc'::text) = title) AND is_normalized(title, 'nfc'::text))),
    CONSTRAINT title_over CHECK (("overlay"(title, 'x'::text, 1, 1) <> 'x'::text)),
    CONSTRAINT title_part CHECK ((("substring"(title, 1, 1) <> ' '::text) AND ("position"(title, '#'::text) = 0)))
);


--
-- Name: Event_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public."Event_id_seq"
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: Event_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public."Event_id_seq" OWNED BY public."Event".id;


--
-- Name: _prisma_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public._prisma_migrations (
    id character varying(36) NOT NULL,
    checksum character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    migration_name character varying(255) NOT NULL,
    logs text,
    rolled_back_at timestamp with time zone,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_steps_count integer DEFAULT 0 NOT NULL
);


--
-- Name: calendar; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.calendar AS
 SELECT "Event".id,
    timezone('UTC'::text, "Event"."startsAt") AS at,
    date_part('year'::text, "Event"."startsAt") AS year,
    btrim("Event".title) AS title,
    "substring"("Event".title, 2) AS rest,
    "position"("Event".title, 'x'::text) AS place
   FROM public."Event"
  WHERE "overlaps"("Event"."startsAt", "Event"."endsAt", "Event"."startsAt", '1 day'::interval);


--
-- Name: months; Type: MATERIALIZED VIEW; Schema: public; Owner: -
--

CREATE MATERIALIZED VIEW public.months AS
 SELECT date_part('month'::text, "Event"."startsAt") AS month,
    count(*) AS count
   FROM public."Event"
  GROUP BY (date_part('month'::text, "Event"."startsAt"))
  WITH NO DATA;


--
-- Name: Event id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."Event" ALTER COLUMN id SET DEFAULT nextval('public."Event_id_seq"'::regclass);


--
-- Data for Name: Event; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public."Event" (id, title, slug, "startsAt", "endsAt", "zonedAt", year, label, code, kind) FROM stdin;
\.


--
-- Data for Name: _prisma_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public._prisma_migrations (id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count) FROM stdin;
init	73b6ccc77181da6221448f1d4a4ca09cc43c5057022247fd83a8b8ad4a261ba5	2025-01-01 00:00:00+00	20250101000000_init	\N	\N	2025-01-01 00:00:00+00	1
\.


--
-- Name: Event_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public."Event_id_seq"', 1, false);


--
-- Name: Event Event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."Event"
    ADD CONSTRAINT "Event_pkey" PRIMARY KEY (id);


--
-- Name: _prisma_migrations _prisma_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public._prisma_migrations
    ADD CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id);


--
-- Name: Event_kind_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX "Event_kind_idx" ON public."Event" USING btree (kind);


--
-- Name: by_bare_title; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX by_bare_title ON public."Event" USING btree (btrim(title));


--
-- Name: by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX by_day ON public."Event" USING btree (date(timezone('UTC'::text, "zonedAt")), "substring"(title, 1, 3));


--
-- Name: by_year; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX by_year ON public."Event" USING btree (date_part('year'::text, "startsAt")) WHERE ("position"(title, 'draft'::text) = 0);


--
-- Name: Event touched; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER touched BEFORE UPDATE ON public."Event" FOR EACH ROW WHEN (((date_part('hour'::text, new."startsAt") > (6)::double precision) AND ("position"(old.title, 'x'::text) = 0))) EXECUTE FUNCTION public.touch();


--
-- Name: Event; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public."Event" ENABLE ROW LEVEL SECURITY;

--
-- Name: Event upcoming; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY upcoming ON public."Event" USING (((timezone('UTC'::text, "startsAt") > now()) AND (btrim((kind)::text) = ANY (ARRAY['talk'::text, 'walk'::text]))));


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;


--
-- Name: months; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: -
--

REFRESH MATERIALIZED VIEW public.months;


--
-- PostgreSQL database dump complete
--

\unrestrict GaavOQnOcnPzbNJyCLZiqSIMezGrXFKIriKNsh20fd1kiGj7mgod6Vm3ZUeOB5Q

