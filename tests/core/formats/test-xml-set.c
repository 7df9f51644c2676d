/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <malloc.h>
#include <string.h>

#include "gw-labelme-xml.h"
#include "gw-reader-private.h"
#include "gw-voc-annotation.h"
#include "gw-xml-set.h"

/* Documents that stay in memory between the two times that files are gone through. */

static guint n_alive, n_parsed;

static gpointer
parse (const char *text, gsize length, const char **code, GError **error)
{
  n_alive++;
  n_parsed++;
  return g_strndup (text, length);
}

static void
free_document (gpointer document)
{
  n_alive--;
  g_free (document);
}

/* What the file says that it takes, in MiB. */
static gsize
measure (gconstpointer document)
{
  return (gsize) g_ascii_strtoull (document, NULL, 10) << 20;
}

static void
ignore (gpointer document, const char *file, gpointer data)
{
}

/* A short text may make a large document. */
static void
test_bound (Fixture *self, gconstpointer data)
{
  static const GwXmlKind kind = { parse, free_document, measure, NULL };
  static const char *const sizes[] = { "30", "4000000", "20", "15", "14" };
  g_autoptr (GwProblems) problems = gw_problems_new ();
  GwReader reader = { .problems = problems };
  g_autofree char *source = fixture_path (self, "set");
  GwXmlSet set = { 0 };

  n_parsed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("set/%zu.xml", i);

      g_free (fixture_write (self, name, sizes[i]));
    }
  g_assert_true (gw_xml_set_open (&set, &kind, source, FALSE, NULL, NULL, NULL));
  g_assert_true (gw_xml_set_scan (&set, &reader, ignore, NULL, NULL, NULL));
  g_assert_cmpuint (n_alive, ==, 3);
  g_assert_cmpuint (set.n_kept, ==, (gsize) 64 << 20);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *file = NULL;
      g_autofree char *stem = NULL;
      gpointer document = gw_xml_set_next (&set, &reader, &file, &stem, NULL, NULL);

      g_assert_cmpstr (document, ==, sizes[i]);
      free_document (document);
    }
  g_assert_cmpuint (n_parsed, ==, G_N_ELEMENTS (sizes) + 2);
  gw_xml_set_clear (&set);
  g_assert_cmpuint (n_alive, ==, 0);
}

/* As many bytes as the allocator gives out, where it is that of the C library. */
static void
assert_measured (gsize measured, gsize before, gsize least)
{
  const gsize after = mallinfo2 ().uordblks;
  const gsize given = after > before ? after - before : 0;

  g_assert_cmpuint (measured, >=, least);
  if (given < least)
    return;
  g_test_message ("measured %zu, given %zu", measured, given);
  g_assert_cmpuint (measured, >=, given - given / 50);
  g_assert_cmpuint (measured, <=, given + given / 4);
}

static void
check_voc (const char *text, gsize n_objects)
{
  const gsize before = mallinfo2 ().uordblks;
  const char *code;
  g_autoptr (GwVocAnnotation) annotation = gw_voc_annotation_parse (text, strlen (text), &code, NULL);

  assert_measured (gw_voc_annotation_measure (annotation), before, n_objects * sizeof (GwVocObject));
}

static void
check_labelme (const char *text, gsize n_objects)
{
  const gsize before = mallinfo2 ().uordblks;
  const char *code;
  g_autoptr (GwLabelmeXml) annotation = gw_labelme_xml_parse (text, strlen (text), &code, NULL);

  assert_measured (gw_labelme_xml_measure (annotation), before, n_objects * sizeof (GwLabelmeXmlObject));
}

static char *
repeat (const char *object, guint n)
{
  g_autoptr (GString) text = g_string_new ("<annotation><filename>a.jpg</filename>");

  for (guint i = 0; i < n; i++)
    g_string_append (text, object);
  g_string_append (text, "</annotation>");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_measured (void)
{
  g_autofree char *bare = repeat ("<object/>", 20000);
  g_autofree char *more = repeat (
      "<object><name>cat</name><pose>Left</pose><actions><a>1</a></actions><b>c</b></object>", 20000);
  g_autofree char *outline = repeat ("<object><name>cat</name><attributes>red</attributes><id>3</id><polygon>"
                                     "<username>kim</username><pt/><pt/><pt/></polygon></object>",
                                     20000);

  check_voc (bare, 20000);
  check_voc (more, 20000);
  check_labelme (bare, 20000);
  check_labelme (outline, 20000);
}

/* While files are listed it tells how many there are. */
static void
test_listing (Fixture *self, gconstpointer data)
{
  static const GwXmlKind kind = { parse, free_document, measure, NULL };
  g_autofree char *source = fixture_path (self, "set");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GwWork) work = gw_work_new ("test");
  GwXmlSet set = { 0 };
  GwWorkStatus status;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("set/%u.xml", i);

      g_free (fixture_write (self, name, "1"));
    }
  gw_work_set_total (work, 7);
  gw_work_set_done (work, 7);
  g_assert_true (gw_xml_set_open (&set, &kind, source, FALSE, work, NULL, NULL));
  g_assert_cmpuint (set.files->len, ==, 3);
  gw_xml_set_clear (&set);
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpuint (status.done, ==, 0);
  g_assert_cmpuint (status.total, ==, 0);

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_xml_set_open (&set, &kind, source, FALSE, work, cancellable, &self->error));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&self->error);
  gw_xml_set_clear (&set);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/xml-set/bound", test_bound);
  g_test_add_func ("/xml-set/measured", test_measured);
  FIXTURE_TEST ("/xml-set/listing", test_listing);

  return g_test_run ();
}
