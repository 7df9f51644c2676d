/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-detection-table.h"
#include "gw-error.h"

static GPtrArray *
read_text (Fixture *self, const char *text, GwRecordHead *head, GwImageTable *images)
{
  g_autofree char *path = fixture_write (self, "boxes.csv", text);

  g_clear_error (&self->error);
  g_clear_pointer (&self->problems, gw_problems_unref);
  self->problems = gw_problems_new ();

  return gw_detection_table_read (path, head, images, NULL, self->problems, NULL, NULL, &self->error);
}

static const GwShape *
shape_of (GPtrArray *records, guint record, guint object)
{
  GPtrArray *objects = ((GwRecord *) g_ptr_array_index (records, record))->objects;

  return gw_object_get_shape (g_ptr_array_index (objects, object));
}

static void
test_pixels (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GPtrArray) records = read_text (self,
                                             "image,label,score,x,y,width,height,angle,model\n"
                                             "b.jpg,dog,0.75,1,2,30,40.5,,m\na.jpg,,,,,,,,m\n"
                                             "b.jpg,cat,0.5,10,20,30,40,90,m\n",
                                             head, NULL);
  const GwRecord *first;

  g_assert_no_error (self->error);
  g_assert_true (head->predictions);
  g_assert_cmpuint (records->len, ==, 2);
  first = g_ptr_array_index (records, 0);
  g_assert_cmpstr (first->path, ==, "b.jpg");
  g_assert_cmpuint (first->objects->len, ==, 2);
  g_assert_cmpuint (((GwRecord *) g_ptr_array_index (records, 1))->objects->len, ==, 0);
  g_assert_cmpfloat (gw_object_get_score (g_ptr_array_index (first->objects, 0)), ==, 0.75);
  /* The table has no ids, and none are made up: what is written of it is the same each time. */
  g_assert_cmpint (gw_object_get_id (g_ptr_array_index (first->objects, 0)), ==, 0);
  g_assert_cmpint (shape_of (records, 0, 0)->kind, ==, GW_SHAPE_BOX);
  g_assert_cmpfloat (shape_of (records, 0, 0)->as.box.height, ==, 40.5);
  g_assert_cmpint (shape_of (records, 0, 1)->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat (shape_of (records, 0, 1)->as.rotated.cx, ==, 25);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (head->classes, 0)), ==, "cat");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

static void
test_fractions (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwImageTable) images = gw_image_table_new ();
  g_autoptr (GPtrArray) records = NULL;

  gw_image_table_add (images, 1, "deep/a.jpg", 200, 100);
  records = read_text (
      self, "image,label,x,y,width,height,units\na.jpg,cat,0.5,0.5,0.25,0.25,fraction\nz.jpg,cat,0,0,1,1,fraction\n",
      head, images);

  g_assert_no_error (self->error);
  g_assert_false (head->predictions);
  g_assert_cmpfloat (shape_of (records, 0, 0)->as.box.x, ==, 100);
  g_assert_cmpfloat (shape_of (records, 0, 0)->as.box.y, ==, 50);
  g_assert_cmpfloat (shape_of (records, 0, 0)->as.box.width, ==, 50);
  g_assert_cmpfloat (shape_of (records, 0, 0)->as.box.height, ==, 25);
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1);
}

static void
test_wrong_rows_are_left_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GPtrArray) records = read_text (
      self, "image,label,x,y,width,height\na,cat,1,1,,5\na,cat,inf,1,5,5\na,cat,1,1,0,5\n,cat,1,1,5,5\na,cat,1,1\n",
      head, NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (((GwRecord *) g_ptr_array_index (records, 0))->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "coord-not-finite"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 2);
}

/* One cell that is no number costs its row, not the file. */
static void
test_text_among_numbers (Fixture *self, gconstpointer data)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GPtrArray) records = read_text (self,
                                             "image,label,score,x,y,width,height\n"
                                             "a,cat,0.5,1,1,5,5\na,cat,0.5,\"0,5\",1,5,5\nb,cat,high,1,1,5,5\n"
                                             "a,cat,0.25,2.5,1,5,5\nb,,,,,,\n",
                                             head, NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpuint (((GwRecord *) g_ptr_array_index (records, 0))->objects->len, ==, 2);
  g_assert_cmpfloat (shape_of (records, 0, 1)->as.box.x, ==, 2.5);
  g_assert_cmpuint (((GwRecord *) g_ptr_array_index (records, 1))->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 2);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 2);
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "image,label,x,y,width\na,b,1,1,1\n",                                            /* a column is missing */
    "image,x,y,width,height\na,1,1,1,1\n",                                           /* another */
    "image,label,x,y,width,height\na,b,1,1,1,wide\n",                                /* text */
    "image,label,x,y,width,height,units\na,b,1,1,1,1,inch\n",                        /* units */
    "image,label,x,y,width,height,units\na,b,1,1,1,1,pixel\na,b,1,1,1,1,fraction\n", /* two of them */
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GwRecordHead) head = gw_record_head_new ();

      g_assert_null (read_text (self, texts[i], head, NULL));
      g_assert_nonnull (self->error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/detection-table/pixels", test_pixels);
  FIXTURE_TEST ("/detection-table/fractions", test_fractions);
  FIXTURE_TEST ("/detection-table/wrong-rows-are-left-out", test_wrong_rows_are_left_out);
  FIXTURE_TEST ("/detection-table/text-among-numbers", test_text_among_numbers);
  FIXTURE_TEST ("/detection-table/refuses", test_refuses);

  return g_test_run ();
}
