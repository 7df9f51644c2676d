/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fuzz target without a fuzzer: every seed of the folder that is the first
 * argument, as it is, cut everywhere, with what people of bad intent write in
 * place of its words, and changed at random from a fixed seed, as often as the
 * second argument says. Prints TAP, and what the worst of them took.
 */

#include "gw-fuzz.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "gw-random.h"

#define MAX_CUTS 256

/* Words of a seed that each of the payloads stands in for, spread over it. */
#define SPITE_PLACES 4

/* What stands in for a word. */
static const struct
{
  const char *text;
  guint times;
} payloads[] = {
  { "[", 50000 },
  { "{\"a\":", 30000 },
  { "<a>", 30000 },
  { "(", 50000 },
  { "9", 400 },
  { "1e308", 1 },
  { "-1e308", 1 },
  { "1e-320", 1 },
  { "4294967296", 1 },
  { "9223372036854775808", 1 },
  { "NaN", 1 },
  { "-", 1 },
  { "0", 1 },
  { "", 1 },
  { "../../../etc/passwd", 1 },
  { "/etc/passwd", 1 },
  { "..\\..\\a.png", 1 },
  { "https://example.org/a.png", 1 },
  { "A", 200000 },
  { "\xff\xfe", 1 },
  { "\n", 20000 },
  { ",", 20000 },
  { "\"", 1 },
  { "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;", 1 },
  { "&#0;", 1 },
  { "\\u0000", 1 },
  { "\\ud800", 1 },
  { "%00", 1 },
  { "%s%n", 20 },
};

static double longest; /* seconds of processor time that one input took */

static void
try (const guint8 *data, gsize length)
{
  clock_t begin = clock ();
  double seconds;

  LLVMFuzzerTestOneInput (data, length);
  seconds = (double) (clock () - begin) / CLOCKS_PER_SEC;
  longest = MAX (longest, seconds);
}

/* The word at or after a place: letters, digits and what numbers have. */
static gboolean
find_word (const char *data, gsize length, gsize from, gsize *start, gsize *end)
{
  while (from < length && !g_ascii_isalnum (data[from]))
    from++;
  *start = from;
  while (from < length && (g_ascii_isalnum (data[from]) || data[from] == '.'))
    from++;
  *end = from;
  return *start < *end;
}

static void
spite (const char *data, gsize length)
{
  for (gsize i = 0; i < SPITE_PLACES; i++)
    {
      gsize start, end;

      if (!find_word (data, length, length * i / SPITE_PLACES, &start, &end))
        continue;
      for (gsize k = 0; k < G_N_ELEMENTS (payloads); k++)
        {
          g_autoptr (GByteArray) input = g_byte_array_new ();

          g_byte_array_append (input, (const guint8 *) data, (guint) start);
          for (guint n = 0; n < payloads[k].times; n++)
            g_byte_array_append (input, (const guint8 *) payloads[k].text, (guint) strlen (payloads[k].text));
          g_byte_array_append (input, (const guint8 *) data + end, (guint) (length - end));
          try (input->data, input->len);
        }
    }
}

/* One seed with up to four small changes, as fuzzers make them. */
static void
change (gw_random *random, GByteArray *input)
{
  static const char tokens[] = "\"\\,:[]{}0-eE.\n\r\t;<>&=#'/\xff\xc3\xe2\x80";
  const guint n = 1 + (guint) gw_random_below (random, 4);

  for (guint i = 0; i < n && input->len > 0; i++)
    {
      const guint at = (guint) gw_random_below (random, input->len);

      switch (gw_random_below (random, 5))
        {
        case 0:
          input->data[at] ^= (guint8) (1u << gw_random_below (random, 8));
          break;
        case 1:
          input->data[at] = (guint8) tokens[gw_random_below (random, sizeof tokens)];
          break;
        case 2:
          g_byte_array_remove_range (input, at, 1 + (guint) gw_random_below (random, MIN (input->len - at, 16)));
          break;
        case 3:
          {
            /* A stretch once more, at the end. */
            const guint length = 1 + (guint) gw_random_below (random, input->len - at);
            g_autofree guint8 *copy = g_memdup2 (input->data + at, length);

            g_byte_array_append (input, copy, length);
          }
          break;
        default:
          input->data[at] = (guint8) gw_random_u64 (random);
        }
    }
}

static void
replay (const char *data, gsize length, int n_changes)
{
  gw_random random;

  try ((const guint8 *) data, length);
  spite (data, length);

  for (gsize i = 0; i < MIN (length, MAX_CUTS); i++)
    {
      /* Its own block, so that a sanitizer sees a read past the cut. */
      g_autofree guint8 *cut = g_memdup2 (data, i + 1);

      try (cut, i + 1);
    }

  gw_random_init (&random, length);
  for (int i = 0; i < n_changes; i++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();
      g_autofree guint8 *exact = NULL;

      g_byte_array_append (input, (const guint8 *) data, (guint) length);
      change (&random, input);
      exact = g_memdup2 (input->data, input->len);
      try (exact, input->len);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  struct rusage usage;
  guint n = 0;

  g_assert (argc == 3);
  /* What targets write goes into memory where there is such a folder: a disk takes longer for it. */
  if (access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  dir = g_dir_open (argv[1], 0, &error);
  if (dir == NULL)
    {
      g_print ("Bail out! %s\n", error->message);
      return 1;
    }

  LLVMFuzzerTestOneInput (NULL, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (!g_file_get_contents (path, &data, &length, &error))
        {
          g_print ("Bail out! %s\n", error->message);
          return 1;
        }
      replay (data, length, atoi (argv[2]));
      g_print ("ok %u - %s\n", ++n, name);
    }

  getrusage (RUSAGE_SELF, &usage);
  g_print ("# the longest input took %.2f s; %ld MiB of memory at most\n", longest, usage.ru_maxrss / 1024);
  g_print ("1..%u\n", n);
  return n > 0 ? 0 : 1;
}
