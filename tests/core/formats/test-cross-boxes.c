/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same boxes of the same photographs in every form that has boxes: what is read is equal
 * to what COCO has (spec formats 17.5). The forms that are only read are written here.
 */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-number.h"

typedef struct
{
  Fixture *fixture;
  GPtrArray *truth; /* of GwRecord: as COCO has them */
  GwRecordHead *head;
} Cross;

static void
append_number (GString *text, double number)
{
  char buffer[GW_NUMBER_LENGTH];

  gw_number_format (number, buffer);
  g_string_append (text, buffer);
}

/* Each %n of the pattern is the next of the numbers, %c the class, %i the image. */
static void
append_pattern (GString *text, const char *pattern, const char *image, const char *class, const double *numbers)
{
  guint n = 0;

  for (const char *p = pattern; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (text, *p);
    else if (*++p == 'n')
      append_number (text, numbers[n++]);
    else
      g_string_append (text, *p == 'c' ? class : image);
}

typedef enum
{
  SIZE,    /* x, y, width, height */
  CORNERS, /* left, top, right, bottom */
  OUTLINE, /* four corners in turn */
  BY_AXIS  /* four x, then four y */
} Numbers;

static void
get_numbers (const GwBox *box, Numbers kind, double numbers[8])
{
  const double right = box->x + box->width, bottom = box->y + box->height;
  const double x[4] = { box->x, right, right, box->x }, y[4] = { box->y, box->y, bottom, bottom };

  for (guint i = 0; i < 4; i++)
    {
      numbers[kind == BY_AXIS ? i : 2 * i] = x[i];
      numbers[kind == BY_AXIS ? i + 4 : 2 * i + 1] = y[i];
    }
  if (kind == SIZE)
    memcpy (numbers, (double[]) { box->x, box->y, box->width, box->height }, 4 * sizeof (double));
  else if (kind == CORNERS)
    memcpy (numbers, (double[]) { box->x, box->y, right, bottom }, 4 * sizeof (double));
}

/* How a form is written: what goes around all, each image and each box. */
typedef struct
{
  const char *format;
  const char *name; /* of the file; NULL: one for each image, with its name and this ending */
  const char *start, *image_start, *box, *between, *image_end, *image_between, *end;
  Numbers numbers;
} Form;

static const Form forms[] = {
  { "via", "via.json", "{", "\"%i1\":{\"filename\":\"%i\",\"regions\":[",
    "{\"shape_attributes\":{\"name\":\"rect\",\"x\":%n,\"y\":%n,\"width\":%n,\"height\":%n},"
    "\"region_attributes\":{\"label\":\"%c\"}}",
    ",", "]}", ",", "}", SIZE },
  { "via", "outlines.json", "{", "\"%i1\":{\"filename\":\"%i\",\"regions\":[",
    "{\"shape_attributes\":{\"name\":\"polygon\",\"all_points_x\":[%n,%n,%n,%n],\"all_points_y\":[%n,%n,%n,%n]},"
    "\"region_attributes\":{\"label\":\"%c\"}}",
    ",", "]}", ",", "}", BY_AXIS },
  { "via", "via.csv", "filename,region_shape_attributes,region_attributes\n", "",
    "%i,\"{\"\"name\"\":\"\"rect\"\",\"\"x\"\":%n,\"\"y\"\":%n,\"\"width\"\":%n,\"\"height\"\":%n}\","
    "\"{\"\"label\"\":\"\"%c\"\"}\"\n",
    "", "", "", "", SIZE },
  { "vott", "p-export.json", "{\"tags\":[],\"assets\":{",
    "\"%i\":{\"asset\":{\"name\":\"%i\",\"state\":2},\"regions\":[",
    "{\"type\":\"RECTANGLE\",\"tags\":[\"%c\"],\"boundingBox\":{\"left\":%n,\"top\":%n,\"width\":%n,\"height\":%n}}",
    ",", "]}", ",", "}}", SIZE },
  { "vott", "p-export.csv", "image,xmin,ymin,xmax,ymax,label\n", "", "%i,%n,%n,%n,%n,%c\n", "", "", "", "", CORNERS },
  { "datumaro", "train.json", "{\"categories\":{\"label\":{\"labels\":[{\"name\":\"cat\"}]}},\"items\":[",
    "{\"id\":\"%i\",\"image\":{\"path\":\"%i\"},\"annotations\":[",
    "{\"type\":\"bbox\",\"label_id\":0,\"bbox\":[%n,%n,%n,%n]}", ",", "]}", ",", "]}", SIZE },
  /* With the corner, which the boxes tell. */
  { "createml", "annotations.json", "[", "{\"image\":\"%i\",\"annotations\":[",
    "{\"label\":\"%c\",\"coordinates\":{\"x\":%n,\"y\":%n,\"width\":%n,\"height\":%n}}", ",", "]}", ",", "]", SIZE },
  { "dota", NULL, "", "imagesource:test\n", "%n %n %n %n %n %n %n %n %c 0\n", "", "", "", "", OUTLINE },
};

static const char *
get_class (const Cross *self, GwObject *object)
{
  return gw_class_get_name (gw_record_head_find_class (self->head, gw_object_get_class_id (object)));
}

static void
append_image (const Cross *self, const Form *form, const GwRecord *record, GString *text)
{
  append_pattern (text, form->image_start, record->path, "", NULL);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const GwBox box = gw_object_get_bounds (object);
      double numbers[8];

      get_numbers (&box, form->numbers, numbers);
      g_string_append (text, i > 0 ? form->between : "");
      append_pattern (text, form->box, record->path, get_class (self, object), numbers);
    }
  g_string_append (text, form->image_end);
}

/* The source to read. */
static char *
write_form (Cross *self, const Form *form)
{
  g_autoptr (GString) text = g_string_new (form->start);

  for (guint i = 0; i < self->truth->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (self->truth, i);

      g_string_append (text, i > 0 ? form->image_between : "");
      append_image (self, form, record, text);
      if (form->name == NULL)
        {
          g_autofree char *stem = g_strndup (record->path, strcspn (record->path, "."));
          g_autofree char *name = g_strdup_printf ("texts/%s.txt", stem);

          g_free (fixture_write (self->fixture, name, text->str));
          g_string_truncate (text, 0);
        }
    }
  g_string_append (text, form->end);
  return form->name != NULL ? fixture_write (self->fixture, form->name, text->str)
                            : fixture_path (self->fixture, "texts");
}

static const GwRecord *
find_record (const GPtrArray *records, const char *path)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((const GwRecord *) g_ptr_array_index (records, i))->path, path))
      return g_ptr_array_index (records, i);
  return NULL;
}

static void
compare (Cross *self, const Form *form)
{
  guint n = 0;

  for (guint i = 0; i < self->truth->len; i++)
    {
      const GwRecord *truth = g_ptr_array_index (self->truth, i);
      const GwRecord *record = find_record (self->fixture->records, truth->path);

      /* Tables have no rows of an image without boxes. */
      if (record == NULL && truth->objects->len == 0)
        continue;
      if (record == NULL)
        g_error ("%s: %s is missing", form->format, truth->path);
      g_assert_cmpuint (record->objects->len, ==, truth->objects->len);
      for (guint k = 0; k < truth->objects->len; k++, n++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          const GwBox one = gw_object_get_bounds (object);
          const GwBox other = gw_object_get_bounds (g_ptr_array_index (truth->objects, k));

          g_assert_cmpfloat_with_epsilon (one.x, other.x, 0.01);
          g_assert_cmpfloat_with_epsilon (one.y, other.y, 0.01);
          g_assert_cmpfloat_with_epsilon (one.width, other.width, 0.01);
          g_assert_cmpfloat_with_epsilon (one.height, other.height, 0.01);
          g_assert_cmpstr (fixture_class (self->fixture, gw_object_get_class_id (object)), ==, "cat");
        }
    }
  g_assert_cmpuint (n, ==, 12);
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *coco = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  g_autofree char *images = gw_test_data_path ("det-formats-toy/images");
  const GwReadOptions where = { .images_dir = images };
  Cross self = { fixture, NULL, NULL };

  if (coco == NULL || images == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (fixture, "coco", coco, &where));
  self.truth = g_ptr_array_ref (fixture->records);
  self.head = gw_record_head_copy (fixture->head);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *source = write_form (&self, &forms[i]);

      if (!fixture_read (fixture, forms[i].format, source, &where))
        g_error ("%s: %s", forms[i].format, fixture->error->message);
      compare (&self, &forms[i]);
    }
  g_ptr_array_unref (self.truth);
  gw_record_head_free (self.head);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/cross-boxes/forms", test_forms);

  return g_test_run ();
}
