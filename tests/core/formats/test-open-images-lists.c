/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of images of Open Images: subsets, sizes, turns, and what they know of pictures. */

#include "formats-fixture.h"

#include <string.h>

#include "open-images-fixture.h"

static void
test_list (Fixture *self, gconstpointer data)
{
  static const char list[] = "ImageID,Subset,OriginalURL,OriginalLandingURL,License,AuthorProfileURL,Author,Title,"
                             "OriginalSize,OriginalMD5,Thumbnail300KURL,Rotation\n"
                             "a,train,http://a,,CC BY,,Ann,\"A, b\",,,,90.0\n"
                             "b,test,,,,,,,,,,\nc,test,,,,,,,,,,\nb,train,,,,,,,,,,\n";
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *written = NULL;

  open_images_write (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  open_images_write (self, "set/image_ids_and_rotation.csv", list);
  fixture_picture (self, "set/data/a.png", 100, 50);
  fixture_picture (self, "set/data/b.png", 100, 50);
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  /* Of those without labels only what is there. */
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "b.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "test");
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 1);
  open_images_assert_bag (self, fixture_record (self, 0)->bag,
                          "{\"OriginalURL\":\"http://a\",\"License\":\"CC BY\",\"Author\":\"Ann\",\"Title\":\"A, b\","
                          "\"Rotation\":\"90.0\"}");
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  written = fixture_load (self, "out/image_ids_and_rotation.csv");
  g_assert_cmpstr (written, ==,
                   "ImageID,Subset,OriginalURL,OriginalLandingURL,License,AuthorProfileURL,Author,Title,OriginalSize,"
                   "OriginalMD5,Thumbnail300KURL,Rotation,Width,Height,Labeled\n"
                   "a,train,http://a,,CC BY,,Ann,\"A, b\",,,,90.0,100,50,1\n"
                   "b,test,,,,,,,,,,,100,50,0\n");
}

/* Pictures are found where no image has a label. */
static void
test_list_alone (Fixture *self, gconstpointer data)
{
  static const char line[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"d/a.png\",\"width\":20,\"height\":10,\"annotator\":\"kim\",\"objects\":[]}\n";
  g_autofree char *source = fixture_write (self, "a.gw.jsonl", line);
  g_autofree char *there = fixture_path (self, "there");

  fixture_picture (self, "d/a.png", 20, 10);
  g_assert_true (
      fixture_convert (self, source, NULL, "open-images", "there", &(GwWriteOptions) { .copy = GW_COPY_COPY }));
  g_assert_cmpuint (fixture_count (self, "loss-author"), ==, 1);
  g_assert_true (fixture_read (self, "open-images", there, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "d/a.png");
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
}

/* What one list says another does not take back; tables of other kinds are told of. */
static void
test_several_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  open_images_write (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  open_images_write (self, "set/list-1.csv", "ImageID,Subset,Width,Height,Rotation\na,train,20,10,180\n");
  open_images_write (self, "set/list-2.csv", "ImageID,Subset,License\na,val,CC\n");
  open_images_write (self, "set/train-annotations-vrd.csv", "ImageID,LabelName1,LabelName2\na,/m/cat,/m/dog\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  fixture_assert_box (self, 0, 0, 2, 2, 6, 7);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  open_images_assert_bag (self, fixture_record (self, 0)->bag, "{\"Rotation\":\"180\",\"License\":\"CC\"}");
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
}

/* Of a list beside one table that is named, its own subset. */
static void
test_list_beside (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "set/val-annotations-bbox.csv",
                                           BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");

  open_images_write (self, "set/train-annotations-bbox.csv",
                     BOX_HEADER "b,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  open_images_write (self, "set/image_ids.csv",
                     "ImageID,Subset,Width,Height,Labeled\na,val,10,10,1\nb,train,10,10,1\n"
                     "c,val,10,10,1\nd,train,10,10,1\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "c");
  g_assert_true (fixture_record (self, 1)->labeled);
}

/* A picture that is shown turned, and that the list wants turned: boxes are of the file as it is
 * stored, which whoever takes them may turn.
 */
static void
test_rotation (Fixture *self, gconstpointer data)
{
  g_autofree char *pictures = gw_test_data_path ("img-exif-orientation");
  const GwReadOptions options = { .images_dir = pictures };
  g_autofree char *source = fixture_path (self, "set");

  if (pictures == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  open_images_write (self, "set/boxes.csv",
                     BOX_HEADER "Landscape_6,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                "Landscape_8,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  open_images_write (self, "set/image_ids.csv", "ImageID,Rotation\nLandscape_6,90.0\nLandscape_8,\n");
  g_assert_true (fixture_read (self, "open-images", source, &options));
  fixture_assert_adds_up (self);
  /* 1200 × 1800 as stored, 1800 × 1200 as shown. */
  fixture_assert_box (self, 0, 0, 120, 360, 360, 1260);
  fixture_assert_box (self, 1, 0, 180, 240, 540, 840);
  /* Once by the list, once for the size. */
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 2);
}

/* How the turns of the list are meant is asked for. */
static void
test_rotation_chosen (Fixture *self, gconstpointer data)
{
  static const struct
  {
    GwRotation rotation;
    const char *degrees;
    GwBox box; /* of 0.1 to 0.4 by 0.2 to 0.9 */
    guint n_told;
  } cases[] = {
    { GW_ROTATION_DEFAULT, "90.0", { 2, 2, 6, 7 }, 1 },
    { GW_ROTATION_KEEP, "90.0", { 2, 2, 6, 7 }, 0 },
    /* The picture of 20 by 10 was 10 by 20: a box of 1 to 4 by 4 to 18 lies on its left side now. */
    { GW_ROTATION_TURN, "90.0", { 4, 6, 14, 3 }, 0 },
    { GW_ROTATION_TURN, "270", { 2, 1, 14, 3 }, 0 },
    { GW_ROTATION_BACK, "90", { 2, 1, 14, 3 }, 0 },
    { GW_ROTATION_TURN, "180", { 12, 1, 6, 7 }, 0 },
    { GW_ROTATION_BACK, "180.0", { 12, 1, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "0.0", { 2, 2, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "45", { 2, 2, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "nan", { 2, 2, 6, 7 }, 0 },
  };
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/images/a.png", 20, 10);
  open_images_write (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwReadOptions options = { .rotation = cases[i].rotation };
      g_autofree char *list = g_strdup_printf ("ImageID,Rotation\na,%s\n", cases[i].degrees);
      const gboolean is_turned = cases[i].rotation > GW_ROTATION_KEEP && cases[i].degrees[0] != '0'
                                 && cases[i].degrees[0] != '4' && cases[i].degrees[0] != 'n';

      g_test_message ("%d, %s", cases[i].rotation, cases[i].degrees);
      open_images_write (self, "set/image_ids.csv", list);
      g_assert_true (fixture_read (self, "open-images", source, &options));
      fixture_assert_adds_up (self);
      g_assert_cmpint (fixture_record (self, 0)->width, ==, 20);
      fixture_assert_box (self, 0, 0, cases[i].box.x, cases[i].box.y, cases[i].box.width, cases[i].box.height);
      g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, cases[i].n_told);
      /* What has been turned is not to be turned again. */
      g_assert_true ((fixture_record (self, 0)->bag != NULL) != is_turned);
    }
}

/* Boxes are fractions: without the size of the picture there is none. */
static void
test_sizes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *known = NULL;

  open_images_write (self, "set/boxes.csv",
                     BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                "b,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  open_images_write (self, "set/labels.csv", LABEL_HEADER "b,verification,/m/cat,1\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  /* Twice told by the reader, once by who looks for the picture of b. */
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 3);

  {
    g_autoptr (GwImageTable) table = gw_image_table_new ();
    const GwReadOptions options = { .known_images = table };

    gw_image_table_add (table, 1, "x/a.jpg", 200, 100);
    gw_image_table_add (table, 2, "x/b.jpg", 10, 10);
    g_assert_true (fixture_read (self, "open-images", source, &options));
    g_assert_cmpuint (self->records->len, ==, 2);
    fixture_assert_box (self, 0, 0, 20, 20, 60, 70);
  }
  open_images_write (self, "set/image_ids_and_rotation.csv", "ImageID,Subset,Width,Height\na,val,20,10\nb,,0,-3\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_box (self, 0, 0, 2, 2, 6, 7);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "val");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/open-images/list", test_list);
  FIXTURE_TEST ("/open-images/list-alone", test_list_alone);
  FIXTURE_TEST ("/open-images/list-beside", test_list_beside);
  FIXTURE_TEST ("/open-images/rotation", test_rotation);
  FIXTURE_TEST ("/open-images/rotation/chosen", test_rotation_chosen);
  FIXTURE_TEST ("/open-images/several-lists", test_several_lists);
  FIXTURE_TEST ("/open-images/sizes", test_sizes);

  return g_test_run ();
}
