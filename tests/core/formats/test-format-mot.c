/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#define INFO "[Sequence]\nname=MOT17-02\nimDir=img1\nframeRate=30\nseqLength=3\nimWidth=100\nimHeight=50\nimExt=.png\n"

static void
write_pictures (Fixture *self, const char *folder, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/img1/%06u.png", folder, i);

      fixture_picture (self, name, 100, 50);
    }
}

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *file = fixture_write (self, "set/gt/gt.txt", text);
  g_autofree char *info = fixture_write (self, "set/seqinfo.ini", INFO);
  g_autofree char *source = fixture_path (self, "set");

  write_pictures (self, "set", 3);
  if (!fixture_read (self, "mot", source, NULL))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

static const char *
get_class (Fixture *self, guint record, guint i)
{
  return fixture_class (self, gw_object_get_class_id (fixture_object (self, record, i)));
}

/* Rows come by track. */
static void
test_truth (Fixture *self, gconstpointer data)
{
  GwObject *object;

  read_set (self, "1,1,10,20,30,15,1,1,0.5\r\n"
                  "3,1,12.5,20,30,15,1,1,1\r\n"
                  "1,2,50,5,10,20,0,3,0.25\r\n"
                  "\r\n"
                  "3,2,52,5,10,20,1,3,\r\n");
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img1/000001.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  fixture_assert_box (self, 0, 0, 10, 20, 30, 15);
  fixture_assert_box (self, 2, 0, 12.5, 20, 30, 15);
  g_assert_cmpstr (get_class (self, 0, 0), ==, "pedestrian");
  g_assert_cmpstr (get_class (self, 0, 1), ==, "car");
  object = fixture_object (self, 0, 1);
  g_assert_cmpstr (gw_object_get_attribute (object, "track_id"), ==, "2");
  g_assert_cmpstr (gw_object_get_attribute (object, "visibility"), ==, "0.25");
  g_assert_cmpstr (gw_object_get_attribute (object, "ignored"), ==, "true");
  g_assert_null (gw_object_get_attribute (fixture_object (self, 2, 1), "visibility"));
  g_assert_true (isnan (gw_object_get_score (object)));
  /* Somebody has looked at the frame without rows. */
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_count (self, "track-split"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 0);
}

static void
test_detections (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "set/det/det.txt",
                                         "2,-1,10,20,30,15,0.75\n"
                                         "1,-1,12,20,30,15,64.2,-1,-1,-1\n");
  g_autofree char *folder = fixture_path (self, "set");
  const char *const sources[] = { folder, file };

  write_pictures (self, "set", 2);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      GwDetection detection = { 0 };

      g_assert_cmpstr (gw_format_detect (sources[i], &detection, NULL, NULL)->name, ==, "mot");
      g_assert_true (fixture_read (self, "mot", sources[i], NULL));
      fixture_assert_adds_up (self);
      g_assert_true (self->head->predictions);
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpstr (get_class (self, 0, 0), ==, "object");
      g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 1, 0)), ==, 0.75);
      g_assert_cmpint (gw_object_get_source (fixture_object (self, 1, 0)), ==, GW_SOURCE_PREDICTION);
      /* No share of 1: told of, and kept. */
      g_assert_true (isnan (gw_object_get_score (fixture_object (self, 0, 0))));
      g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "confidence"), ==, "64.2");
      g_assert_null (gw_object_get_attribute (fixture_object (self, 0, 0), "track_id"));
      g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
      g_assert_cmpuint (fixture_count (self, "track-split"), ==, 0);
      g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
    }
}

/* Names of classes: given, beside the rows, or none. */
static void
test_classes (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "set/gt/gt.txt", "1,1,10,20,30,15,1,2,1\n1,2,50,20,30,15,1,7,1\n");
  g_autofree char *names = fixture_write (self, "names.txt", "cell\nvirus\n");
  g_autofree char *source = fixture_path (self, "set");
  const GwReadOptions options = { .classes_file = names };
  g_autofree char *labels = NULL;

  write_pictures (self, "set", 1);
  g_assert_true (fixture_read (self, "mot", source, NULL));
  g_assert_cmpstr (get_class (self, 0, 0), ==, "class_2");
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  labels = fixture_write (self, "set/gt/labels.txt", "cat\ndog\n");
  g_assert_true (fixture_read (self, "mot", source, NULL));
  g_assert_cmpstr (get_class (self, 0, 0), ==, "dog");
  g_assert_cmpstr (get_class (self, 0, 1), ==, "class_7");
  g_assert_true (fixture_read (self, "mot", source, &options));
  g_assert_cmpstr (get_class (self, 0, 0), ==, "virus");
}

/* A data set of several; of the one without labels nothing is read. */
static void
test_sequences (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (self, "set/train/A/gt/gt.txt", "1,1,10,20,30,15,1,1,1\n");
  g_autofree char *both = fixture_write (self, "set/train/A/det/det.txt", "1,-1,10,20,30,15,0.5\n");
  g_autofree char *two = fixture_write (self, "set/train/B/gt/gt.txt", "2,1,10,20,30,15,1,1,1\n");
  g_autofree char *test = fixture_write (self, "set/test/C/det/det.txt", "1,-1,10,20,30,15,0.5\n");
  g_autofree char *source = fixture_path (self, "set");
  GwDetection detection = { 0 };

  write_pictures (self, "set/train/A", 1);
  write_pictures (self, "set/train/B", 2);
  write_pictures (self, "set/test/C", 1);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "mot");
  g_assert_true (fixture_read (self, "mot", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/A/img1/000001.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "train/B/img1/000002.png");
  g_assert_cmpuint (fixture_record (self, 2)->objects->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
}

/* Pictures whose names are no numbers are the frames in their order. */
static void
test_other_names (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "set/gt/gt.txt", "2,1,10,20,30,15,1,1,1\n9,1,10,20,30,15,1,1,1\n");
  g_autofree char *info = fixture_write (self, "set/seqinfo.ini", "[Sequence]\nimDir=../../frames\nimExt=.sh\n");
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/img1/shot2.png", 100, 50);
  fixture_picture (self, "set/img1/shot10.png", 100, 50);
  g_assert_true (fixture_read (self, "mot", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img1/shot2.png");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "img1/shot10.png");
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "img1/000009.jpg");
}

static void
test_bad_rows (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { "1,2,3", "row-fields", 0 },
    { "frame,id,x,y,w,h,conf,class,visibility", "row-fields", 0 },
    { "0,2,10,20,30,15,1,1,1", "row-fields", 0 },
    { "1.5,2,10,20,30,15,1,1,1", "row-fields", 0 },
    { "-1,2,10,20,30,15,1,1,1", "row-fields", 0 },
    { "99999999999,2,10,20,30,15,1,1,1", "row-fields", 0 },
    { "1,2,10,20,30,15,1,1,1,1,1,1,1", "row-fields", 0 },
    { "1,2,nan,20,30,15,1,1,1", "coord-not-finite", 0 },
    { "1,2,1e300,20,30,15,1,1,1", "coord-not-finite", 0 },
    { "1,2,,20,30,15,1,1,1", "coord-not-finite", 0 },
    { "1,2,10,20,0,15,1,1,1", "box-degenerate", 0 },
    { "1,2,90,20,30,15,1,1,1", "box-outside", 1 },
    { "1,1,1,2,3,4,1,1,1", "object-duplicate", 0 },
    { "1,2,10,20,30,15", "class-unknown", 1 },
  };
  g_autofree char *longest = g_strnfill (10000, '1');
  g_autofree char *text = g_strdup_printf ("1,1,1,2,3,4,1,1,1\n%s\n", longest);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = g_strdup_printf ("1,1,1,2,3,4,1,1,1\n%s\n", cases[i].row);

      read_set (self, rows);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].row, cases[i].code);
    }
  read_set (self, text);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
}

static void
test_not_detected (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "cat 1 2 3 4\n", "0 0.5 0.5 0.1 0.1\n", "0,1,2,3,4,5,6\n", "", "1,2,3,4,5\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file = fixture_write (self, "x.txt", texts[i]);
      const GwFormat *format = gw_format_detect (file, NULL, NULL, NULL);

      if (format != NULL && g_str_equal (format->name, "mot"))
        g_error ("%s", texts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-mot/truth", test_truth);
  FIXTURE_TEST ("/format-mot/detections", test_detections);
  FIXTURE_TEST ("/format-mot/classes", test_classes);
  FIXTURE_TEST ("/format-mot/sequences", test_sequences);
  FIXTURE_TEST ("/format-mot/other-names", test_other_names);
  FIXTURE_TEST ("/format-mot/bad-rows", test_bad_rows);
  FIXTURE_TEST ("/format-mot/not-detected", test_not_detected);

  return g_test_run ();
}
