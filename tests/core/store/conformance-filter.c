/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Five images that differ in everything a filter asks for. */
static void
fill (Fixture *self)
{
  static const struct
  {
    const char *path;
    const char *split;
    GwImageStatus status;
    GwImageMarks marks;
    int side;
    const char *tag;
    guint n_cars;
  } rows[] = {
    { "street/img2.jpg", "train", GW_IMAGE_UNLABELED, 0, 100, NULL, 0 },
    { "street/img10.jpg", "train", GW_IMAGE_LABELED, GW_IMAGE_FLAGGED, 200, "night", 2 },
    { "park/a.jpg", "val", GW_IMAGE_LABELED, 0, 300, "day", 1 },
    { "park/100%_b.jpg", NULL, GW_IMAGE_IN_REVIEW, GW_IMAGE_SKIPPED | GW_IMAGE_NEGATIVE, 400, "night", 0 },
    { "Stra\xc3\x9f"
      "e.jpg",
      NULL, GW_IMAGE_UNLABELED, 0, 0, NULL, 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 car = fixture_add_class (self, "Car");
  GwLabel dog = { fixture_add_class (self, "Big Dog"), NAN };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *tags[] = { rows[i].tag, NULL };
      GwImage *image = gw_image_new (0, rows[i].path);

      gw_image_set_root_id (image, self->root);
      gw_image_set_split (image, rows[i].split);
      gw_image_set_status (image, rows[i].status);
      gw_image_set_marks (image, rows[i].marks);
      gw_image_set_size (image, rows[i].side, rows[i].side);
      gw_image_set_file_facts (image, rows[i].side * 10, 1);
      gw_image_set_added (image, G_GINT64_CONSTANT (1774429200000) + (gint64) i * 86400000);
      if (rows[i].tag != NULL)
        gw_image_set_tags (image, tags);
      if (i == 2)
        gw_image_set_labels (image, &dog, 1);
      if (i == 3)
        gw_image_set_problem (image, "Looks over-exposed");
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (self->store, images, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < rows[i].n_cars; j++)
      {
        g_autoptr (GwObject) box = make_box (car, j, 0, 10, 10);

        if (j == 1)
          gw_object_set_author (box, "mara");
        fixture_change (self, gw_image_get_id (g_ptr_array_index (images, i)), "Draw Car", NULL, box);
      }
}

static void
assert_list (Fixture *self, const char *filter, const char *wanted)
{
  g_autofree char *found = fixture_list (self, filter, GW_SORT_NAME);
  gsize n = wanted[0] != '\0' ? 1 : 0;

  for (const char *p = wanted; *p != '\0'; p++)
    n += *p == ' ';
  g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpint (fixture_count (self, filter), ==, n);
}

#define A "park/a.jpg"
#define B "park/100%_b.jpg"
#define I2 "street/img2.jpg"
#define I10 "street/img10.jpg"
#define S \
  "Stra\xc3\x9f" \
  "e.jpg"

static void
test_every_field (Fixture *self)
{
  fill (self);
  assert_list (self, NULL, B " " A " " S " " I2 " " I10);
  assert_list (self, "class:Car", A " " I10);
  assert_list (self, "class:car", "");
  assert_list (self, "-class:Car", B " " S " " I2);
  assert_list (self, "class:Car,Nothing", A " " I10);
  assert_list (self, "label:\"Big Dog\"", A);
  assert_list (self, "status:labeled", A " " I10);
  assert_list (self, "status:labeled,in-review", B " " A " " I10);
  assert_list (self, "split:train", I2 " " I10);
  assert_list (self, "split:none", B " " S);
  assert_list (self, "-split:none", A " " I2 " " I10);
  assert_list (self, "tag:night", B " " I10);
  assert_list (self, "tag:night split:train", I10);
  assert_list (self, "by:mara", I10);
  assert_list (self, "folder:park/", B " " A);
  assert_list (self, "folder:/", S);
  assert_list (self, "mark:flagged", I10);
  assert_list (self, "mark:flagged,negative", B " " I10);
  assert_list (self, "-mark:flagged", B " " A " " S " " I2);
  assert_list (self, "objects>1", I10);
  assert_list (self, "objects>=1", A " " I10);
  assert_list (self, "width<=200 width>0", I2 " " I10);
  assert_list (self, "height<200", S " " I2);
  assert_list (self, "bytes>=3000", B " " A);
  assert_list (self, "added>=2026-03-27", B " " A " " S);
  assert_list (self, "conf<0.7", "");
}

static void
test_words (Fixture *self)
{
  fill (self);
  assert_list (self, "IMG", I2 " " I10);
  assert_list (self, "%", B);
  assert_list (self, "_", B);
  assert_list (self, "dog", A);
  assert_list (self, "car", A " " I10);
  assert_list (self, "NIGHT", B " " I10);
  assert_list (self, "over-exposed", B);
  assert_list (self, "\"STRASSE\"", "");
  assert_list (self,
               "stra\xc3\x9f"
               "e",
               S);
  assert_list (self,
               "STRA\xc3\x9f"
               "E",
               S);
  assert_list (self, "img -img10", I2);
  assert_list (self, "'; DROP TABLE image; --", "");
  assert_list (self, NULL, B " " A " " S " " I2 " " I10);
}

static void
test_ids (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  g_autofree char *text = g_strdup_printf ("id:%d,%d,999", (int) g_array_index (ids, gint64, 3),
                                           (int) g_array_index (ids, gint64, 1));

  assert_list (self, text, "a/002.jpg a/004.jpg");
}

static void
test_trash_is_asked_for (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 3);

  g_assert_cmpint (gw_store_bulk_trash (self->store, &g_array_index (ids, gint64, 0), 1, TRUE, NULL, NULL), >, 0);
  assert_list (self, NULL, "a/002.jpg a/003.jpg");
  assert_list (self, "mark:trashed", "a/001.jpg");
  assert_list (self, "status:unlabeled", "a/002.jpg a/003.jpg");
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_MARK, "trashed"), ==, 1);
}

static void
assert_sorted (Fixture *self, const char *filter, GwSort sort, const char *wanted)
{
  g_autofree char *found = fixture_list (self, filter, sort);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) parsed = filter != NULL ? gw_filter_parse (filter, NULL) : NULL;
  g_autoptr (GArray) all = gw_store_list_image_ids (self->store, parsed, sort, NULL, &error);
  g_autoptr (GArray) first = gw_store_list_first_image_ids (self->store, parsed, sort, 2, NULL, &error);

  g_assert_no_error (error);
  if (wanted != NULL)
    g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpuint (first->len, ==, MIN (2, all->len));
  g_assert_cmpmem (first->data, first->len * sizeof (gint64), all->data, first->len * sizeof (gint64));
}

static void
test_sorts (Fixture *self)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  fill (self);
  assert_sorted (self, NULL, GW_SORT_NAME, B " " A " " S " " I2 " " I10);
  assert_sorted (self, NULL, GW_SORT_NAME_REVERSED, I10 " " I2 " " S " " A " " B);
  assert_sorted (self, NULL, GW_SORT_ADDED, S " " B " " A " " I10 " " I2);
  assert_sorted (self, NULL, GW_SORT_MOST_OBJECTS, I10 " " A " " I2 " " B " " S);
  assert_sorted (self, NULL, GW_SORT_FEWEST_OBJECTS, I2 " " B " " S " " A " " I10);
  assert_sorted (self, NULL, GW_SORT_LARGEST, B " " A " " I10 " " I2 " " S);
  assert_sorted (self, NULL, GW_SORT_SMALLEST, S " " I2 " " I10 " " A " " B);
  assert_sorted (self, NULL, GW_SORT_LOWEST_CONFIDENCE, I2 " " I10 " " A " " B " " S);
  assert_sorted (self, NULL, GW_SORT_HIGHEST_CONFIDENCE, NULL);
  assert_sorted (self, NULL, GW_SORT_RANDOM, NULL);
  assert_sorted (self, "tag:night", GW_SORT_NAME, B " " I10);
  assert_sorted (self, "tag:night", GW_SORT_NAME_REVERSED, I10 " " B);
  assert_sorted (self, "tag:night", GW_SORT_MOST_OBJECTS, I10 " " B);
  assert_sorted (self, "tag:night", GW_SORT_ADDED, B " " I10);
  one = fixture_list (self, NULL, GW_SORT_RANDOM);
  fixture_reopen (self);
  two = fixture_list (self, NULL, GW_SORT_RANDOM);
  g_assert_cmpstr (one, ==, two);
}

/* More images than are sorted one by one. */
static void
test_many_by_name (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 6000);
  g_autoptr (GwFilter) filter = gw_filter_parse ("width>0 -id:3", NULL);
  g_autoptr (GArray) listed = gw_store_list_image_ids (self->store, filter, GW_SORT_NAME, NULL, NULL);
  g_autoptr (GArray) reversed = NULL;

  g_assert_cmpuint (listed->len, ==, 5999);
  g_assert_cmpint (g_array_index (listed, gint64, 2), ==, g_array_index (ids, gint64, 3));
  g_assert_cmpint (g_array_index (listed, gint64, 5998), ==, g_array_index (ids, gint64, 5999));
  reversed = gw_store_list_image_ids (self->store, filter, GW_SORT_NAME_REVERSED, NULL, NULL);
  g_assert_cmpuint (reversed->len, ==, 5999);
  for (guint i = 0; i < listed->len; i++)
    g_assert_cmpint (g_array_index (reversed, gint64, 5998 - i), ==, g_array_index (listed, gint64, i));
}

static void
test_facets (Fixture *self)
{
  fill (self);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_CLASS, "Car"), ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_CLASS, "Big Dog"), ==, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_LABEL, "Big Dog"), ==, 1);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_STATUS, "in-progress"), ==, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_STATUS, "labeled"), ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_SPLIT, "none"), ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_TAG, "night"), ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_FOLDER, "park/"), ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_FOLDER, "/"), ==, 1);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_MARK, "negative"), ==, 1);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_BY, "mara"), ==, 1);
}

static void
test_facets_under_a_filter (Fixture *self)
{
  static const struct
  {
    GwField field;
    const char *value;
    gint64 n;
  } wanted[] = {
    { GW_FIELD_CLASS, "Car", 1 },
    { GW_FIELD_LABEL, "Big Dog", 0 },
    { GW_FIELD_STATUS, "labeled", 1 },
    { GW_FIELD_STATUS, "unlabeled", 0 },
    { GW_FIELD_SPLIT, "train", 1 },
    { GW_FIELD_SPLIT, "none", 1 },
    { GW_FIELD_FOLDER, "park/", 1 },
    { GW_FIELD_FOLDER, "street/", 1 },
    { GW_FIELD_MARK, "flagged", 1 },
    { GW_FIELD_MARK, "negative", 1 },
    { GW_FIELD_BY, "mara", 1 },
    { GW_FIELD_TAG, "night", 2 },
    /* The field's own terms are left out. */
    { GW_FIELD_TAG, "day", 1 },
  };

  fill (self);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (fixture_facet (self, "tag:night", wanted[i].field, wanted[i].value), ==, wanted[i].n);
}

/* So many that rows are walked, and not looked up. */
static void
test_facets_of_many (Fixture *self)
{
  static const struct
  {
    GwField field;
    const char *value;
    const char *term;
  } wanted[] = {
    { GW_FIELD_LABEL, "Car", "label:Car" },           { GW_FIELD_LABEL, "Sign", "label:Sign" },
    { GW_FIELD_STATUS, "labeled", "status:labeled" }, { GW_FIELD_STATUS, "unlabeled", "status:unlabeled" },
    { GW_FIELD_SPLIT, "val", "split:val" },           { GW_FIELD_SPLIT, "none", "split:none" },
    { GW_FIELD_CLASS, "Car", "class:Car" },           { GW_FIELD_CLASS, "Sign", "class:Sign" },
    { GW_FIELD_FOLDER, "a/", "folder:a/" },           { GW_FIELD_TAG, "day", "tag:day" },
  };
  g_autoptr (GArray) ids = fixture_add_images (self, 12000);
  const gint64 *first = (const gint64 *) (gpointer) ids->data;
  gint64 classes[] = { fixture_add_class (self, "Car"), fixture_add_class (self, "Sign") };

  g_assert_cmpint (gw_store_bulk_tag (self->store, first, 11000, "night", TRUE, NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_tag (self->store, first + 10000, 2000, "day", TRUE, NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_split (self->store, first + 500, 10600, "val", NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_bulk_label (self->store, first, 700, &classes[0], 1, GW_BULK_ADD, "Label", NULL, NULL), >,
                   0);
  g_assert_cmpint (gw_store_bulk_label (self->store, first + 600, 10900, classes, 2, GW_BULK_ADD, "Label", NULL, NULL),
                   >, 0);
  for (int i = 0; i < 3; i++)
    {
      fixture_change (self, first[10998 + i], "Draw", NULL, make_box (classes[0], 1, 1, 5, 5));
      fixture_change (self, first[10998 + i], "Draw", NULL, make_box (classes[0], 2, 2, 5, 5));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *filter = wanted[i].field == GW_FIELD_TAG ? g_strdup ("tag:day split:val")
                                                                : g_strdup_printf ("tag:night %s", wanted[i].term);

      g_assert_cmpint (fixture_facet (self, wanted[i].field == GW_FIELD_TAG ? "split:val" : "tag:night",
                                      wanted[i].field, wanted[i].value),
                       ==, fixture_count (self, filter));
    }
  /* One that is asked for again after a change is counted again. */
  g_assert_cmpint (gw_store_bulk_tag (self->store, first, 400, "night", FALSE, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_facet (self, "tag:night", GW_FIELD_LABEL, "Car"), ==, 10600);
}

static void
test_numbers_have_no_facet (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_store_count_facet (self->store, NULL, GW_FIELD_WIDTH, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
test_tags (Fixture *self)
{
  static const char *const wanted[] = { "day", "night", NULL };
  g_auto (GStrv) none = gw_store_list_tags (self->store, NULL, NULL);
  g_auto (GStrv) tags = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  fill (self);
  tags = gw_store_list_tags (self->store, NULL, NULL);
  g_assert_cmpstrv (tags, wanted);
}

/* Each once, however much they made. */
static void
test_people (Fixture *self)
{
  static const char *const wanted[] = { "mara", "zoe", NULL };
  g_auto (GStrv) none = gw_store_list_people (self->store, NULL, NULL);
  g_auto (GStrv) people = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 car;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  fill (self);
  ids = fixture_add_images (self, 2);
  car = fixture_add_class (self, "Van");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GwObject) box = make_box (car, i, 0, 10, 10);

      gw_object_set_author (box, i % 2 == 0 ? "zoe" : "mara");
      fixture_change (self, g_array_index (ids, gint64, i / 2), "Draw Van", NULL, box);
    }
  people = gw_store_list_people (self->store, NULL, NULL);
  g_assert_cmpstrv (people, wanted);
}

void
conformance_add_filter_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/filter/every-field", test_every_field);
  fixture_add_test (backend, "/filter/words", test_words);
  fixture_add_test (backend, "/filter/ids", test_ids);
  fixture_add_test (backend, "/filter/trash-is-asked-for", test_trash_is_asked_for);
  fixture_add_test (backend, "/sort/every-order", test_sorts);
  fixture_add_test (backend, "/sort/many-by-name", test_many_by_name);
  fixture_add_test (backend, "/facets/whole-project", test_facets);
  fixture_add_test (backend, "/facets/under-a-filter", test_facets_under_a_filter);
  fixture_add_test (backend, "/facets/of-many", test_facets_of_many);
  fixture_add_test (backend, "/facets/numbers-have-none", test_numbers_have_no_facet);
  fixture_add_test (backend, "/tags/list", test_tags);
  fixture_add_test (backend, "/people/list", test_people);
}
