-- How production came to be what it is: its tables were made by hand before the team adopted Prisma, the
-- migrations were only marked as applied (`prisma migrate resolve --applied`), and hotfixes followed.
-- `dump.sql` is pg_dump's output of the database this file makes. Rows are made up.

CREATE EXTENSION "uuid-ossp";

CREATE TYPE site_mode AS ENUM ('B2B', 'B2C');
CREATE TYPE booking_status AS ENUM ('REQUESTED', 'CONFIRMED', 'CANCELLED', 'COMPLETED');

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  email text NOT NULL,
  name text NOT NULL,
  site_mode site_mode NOT NULL DEFAULT 'B2C',
  created_at timestamptz(6) NOT NULL DEFAULT now(),
  updated_at timestamptz(6) NOT NULL
);
CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE TABLE tutors (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE,
  headline text NOT NULL,
  subjects text[],
  price numeric(10,2) NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT now(),
  updated_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX tutors_user_id_key ON tutors (user_id);

CREATE TABLE tutor_availability (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  tutor_id uuid NOT NULL REFERENCES tutors ON DELETE CASCADE ON UPDATE CASCADE,
  weekday smallint NOT NULL,
  time_slots text[] NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX tutor_availability_tutor_id_weekday_key ON tutor_availability (tutor_id, weekday);

CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  tutor_id uuid NOT NULL REFERENCES tutors ON DELETE RESTRICT ON UPDATE CASCADE,
  title text NOT NULL,
  starts_at timestamptz(6) NOT NULL,
  minutes integer NOT NULL DEFAULT 60,
  meeting_url text,
  created_at timestamptz(6) NOT NULL DEFAULT now(),
  updated_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE INDEX sessions_tutor_id_starts_at_idx ON sessions (tutor_id, starts_at);

CREATE TABLE bookings (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id uuid NOT NULL REFERENCES sessions ON DELETE RESTRICT ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE RESTRICT ON UPDATE CASCADE,
  status booking_status NOT NULL DEFAULT 'REQUESTED',
  created_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX bookings_session_id_user_id_key ON bookings (session_id, user_id);
-- A hotfix for a slow back office; schema.prisma learned of it, no migration did.
CREATE INDEX bookings_status_idx ON bookings (status);

CREATE TABLE reviews (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  tutor_id uuid NOT NULL REFERENCES tutors ON DELETE CASCADE ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE RESTRICT ON UPDATE CASCADE,
  rating smallint NOT NULL,
  body text,
  created_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX reviews_tutor_id_user_id_key ON reviews (tutor_id, user_id);

CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
);

-- The same id for the same row each time this file runs.
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql AS $$ SELECT md5(kind || n)::uuid $$;

INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at)
SELECT pg_temp.id('migration', n), encode(sha256(pg_read_binary_file(:'migrations' || '/' || name || '/migration.sql')), 'hex'), name, at, at
FROM (VALUES
  (1, '20250110093000_init', timestamptz '2025-01-10 09:41:07+00'),
  (2, '20250307141500_tutor_availability', timestamptz '2025-03-07 14:22:53+00'),
  (3, '20250522081000_password_login', timestamptz '2025-05-22 08:15:30+00'),
  (4, '20250614111500_reviews', timestamptz '2025-06-14 11:19:02+00')
) AS applied (n, name, at);

INSERT INTO users (id, email, name, site_mode, created_at, updated_at)
SELECT pg_temp.id('user', n), format('user%s@example.test', n), format('User %s', n),
       (CASE WHEN n % 7 = 0 THEN 'B2B' ELSE 'B2C' END)::site_mode,
       timestamptz '2024-09-01 08:00+00' + n * interval '13 hours', timestamptz '2025-10-01 08:00+00' + n * interval '7 minutes'
FROM generate_series(1, 600) AS n;

INSERT INTO tutors (id, user_id, headline, subjects, price, created_at, updated_at)
SELECT pg_temp.id('tutor', n), pg_temp.id('user', n), format('Tutor %s', n),
       (ARRAY['maths', 'physics', 'english', 'chemistry', 'history'])[1 + n % 3 : 2 + n % 4], 18 + n % 40,
       timestamptz '2024-09-02 08:00+00' + n * interval '13 hours', timestamptz '2025-10-02 08:00+00'
FROM generate_series(1, 80) AS n;

INSERT INTO tutor_availability (id, tutor_id, weekday, time_slots)
SELECT pg_temp.id('availability', n * 10 + weekday), pg_temp.id('tutor', n), weekday,
       (ARRAY['09:00', '10:30', '14:00', '16:30', '18:00'])[1 + (n + weekday) % 3 : 5]
FROM generate_series(1, 80) AS n, generate_series(1, 5, 2) AS weekday;

INSERT INTO sessions (id, tutor_id, title, starts_at, minutes, meeting_url, created_at, updated_at)
SELECT pg_temp.id('session', n), pg_temp.id('tutor', 1 + n % 80), format('Lesson %s', n),
       timestamptz '2025-02-01 09:00+00' + n * interval '6 hours', 30 + 15 * (n % 5)::integer,
       CASE WHEN n % 3 > 0 THEN format('https://meet.example.test/%s', n) END,
       timestamptz '2025-01-15 09:00+00' + n * interval '6 hours', timestamptz '2025-01-16 09:00+00' + n * interval '6 hours'
FROM generate_series(1, 800) AS n;

INSERT INTO bookings (id, session_id, user_id, status, created_at)
SELECT pg_temp.id('booking', n), pg_temp.id('session', 1 + n % 800), pg_temp.id('user', 81 + (n * 7 + n / 800) % 520),
       (enum_range(NULL::booking_status))[1 + n % 4], timestamptz '2025-01-20 09:00+00' + n * interval '3 hours'
FROM generate_series(1, 1500) AS n;

INSERT INTO reviews (id, tutor_id, user_id, rating, body, created_at)
SELECT pg_temp.id('review', n), pg_temp.id('tutor', 1 + n % 80), pg_temp.id('user', 81 + (n * 11 + n / 80) % 520),
       3 + n % 3, CASE WHEN n % 2 = 0 THEN format('Review %s', n) END, timestamptz '2025-06-20 09:00+00' + n * interval '5 hours'
FROM generate_series(1, 400) AS n;
