/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turned boxes, poses and outlines of YOLO data sets. */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-problem-code.h"
#include "gw-raster.h"
#include "gw-skeleton.h"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

/* A data set of one picture of 200 × 100. */
static char *
set_up_set (Fixture *self, const char *yaml, const char *labels)
{
  g_autofree char *text = g_strconcat ("train: images\nval: images\n", yaml, NULL);

  put (self, "set/data.yaml", text);
  put (self, "set/labels/a.txt", labels);
  fixture_picture (self, "set/images/a.png", 200, 100);
  return fixture_path (self, "set");
}

static void
assert_rotated (Fixture *self, guint i, double cx, double cy, double width, double height, double angle)
{
  const GwShape *shape = gw_object_get_shape (fixture_object (self, 0, i));

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.cx, cx, 0.01);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.cy, cy, 0.01);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.height, height, 0.01);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.angle, angle, 0.01);
}

static char *
list_losses (Fixture *self)
{
  g_auto (GStrv) codes = gw_problems_list_codes (self->problems);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      GwProblemKind kind;

      gw_problems_get_kind (self->problems, codes[i], &kind);
      if (gw_problem_code_is_loss (codes[i]) || strcmp (codes[i], "box-outside") == 0)
        g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "", codes[i], (guint) kind.count);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_losses (Fixture *self, const char *expected)
{
  g_autofree char *losses = list_losses (self);

  g_assert_cmpstr (losses, ==, expected);
}

/* --- turned boxes ----------------------------------------------------------------------- */

/* The square about (100, 50) with corners straight above, right, below and left; a box; one that
 * begins at its lower right; one beyond the border.
 */
#define TURNED \
  "0 0.5 0.2 0.65 0.5 0.5 0.8 0.35 0.5\n" \
  "1 0.1 0.2 0.3 0.2 0.3 0.6 0.1 0.6 0.75\n" \
  "1 0.3 0.6 0.1 0.6 0.1 0.2 0.3 0.2\n" \
  "0 -0.1 0.2 0.05 0.5 -0.1 0.8 -0.25 0.5\n"

static void
test_turned (Fixture *self, gconstpointer data)
{
  g_autofree char *source = set_up_set (self, "names: [a, b]\n",
                                        TURNED "0 0.1 0.1 0.2 0.1 0.2 0.2\n0 1e15 0 0 0 0 0 0 0\n");
  const double side = 30 * sqrt (2);

  g_assert_true (fixture_read (self, "yolo-obb", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  assert_rotated (self, 0, 100, 50, side, side, 45);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 1))->kind, ==, GW_SHAPE_BOX);
  fixture_assert_box (self, 0, 1, 20, 20, 40, 40);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.75);
  assert_rotated (self, 2, 40, 40, 40, 40, 180);
  assert_rotated (self, 3, -20, 50, side, side, 45); /* not cut */
  g_assert_cmpuint (fixture_count (self, "box-outside"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "coord-out-of-range"), ==, 1);
  g_assert_false (self->head->predictions);
}

/* Corners are fractions of two sides: a rectangle is one in pixels only. */
static void
test_skewed (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *line;
    GwShapeKind kind;
  } cases[] = {
    { "0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.5", GW_SHAPE_BOX },
    { "0 0.5 0.2 0.65 0.5 0.5 0.8 0.35 0.5", GW_SHAPE_ROTATED_BOX },
    { "0 0.5 0.2 0.8 0.5 0.5 0.8 0.2 0.5", GW_SHAPE_POLYGON },        /* a square of fractions, a rhombus of pixels */
    { "0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.509", GW_SHAPE_ROTATED_BOX },  /* 0.9 px and 1.3° */
    { "0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.511", GW_SHAPE_POLYGON },      /* 1.1 px */
    { "0 0.1 0.1 0.3 0.1 0.3 0.2 0.0975 0.2", GW_SHAPE_ROTATED_BOX }, /* 0.5 px, and 2.9° */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = set_up_set (self, "names: [a]\n", cases[i].line);
      const GwShapeKind kind = i == 5 ? GW_SHAPE_POLYGON : cases[i].kind;

      g_test_message ("%s", cases[i].line);
      g_assert_true (fixture_read (self, "yolo-obb", source, NULL));
      g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 0))->kind, ==, kind);
      g_assert_cmpuint (fixture_count (self, "box-skewed"), ==, kind == GW_SHAPE_POLYGON ? 1 : 0);
    }
}

static const char *
detect (Fixture *self, const char *source)
{
  const GwFormat *format = gw_format_detect (source, NULL, NULL, NULL);

  return format != NULL ? format->name : NULL;
}

/* Nine numbers are four corners or a polygon: the file does not say. */
static void
test_ambiguous (Fixture *self, gconstpointer data)
{
  static const char good[] = "0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.5\n", bad[] = "0 0.1 0.1 0.3 0.1 0.3 0.5 0.2 0.5\n";
  g_autoptr (GString) labels = g_string_new (bad);
  g_autofree char *source = NULL;
  g_autofree char *bare = NULL;

  for (guint i = 0; i < 19; i++)
    g_string_append (labels, good);
  source = set_up_set (self, "names: [a]\n", labels->str);
  g_assert_cmpstr (detect (self, source), ==, "yolo-obb"); /* 19 of 20 */
  g_assert_true (fixture_read (self, "yolo-obb", source, NULL));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 1);
  g_assert_true (fixture_read (self, "yolo-segment", source, NULL));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 1);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 2);

  g_string_append (labels, bad);
  put (self, "set/labels/a.txt", labels->str);
  g_assert_cmpstr (detect (self, source), ==, "yolo-segment"); /* 19 of 21 */

  g_string_assign (labels, good);
  g_string_append (labels, "0 0.5 0.5 0.1 0.1\n");
  put (self, "set/labels/a.txt", labels->str);
  g_assert_cmpstr (detect (self, source), ==, "yolo-segment"); /* not every line */
  g_assert_true (fixture_read (self, "yolo-segment", source, NULL));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 0);

  /* Without pictures no corner can be measured, but few polygons are parallelograms. */
  put (self, "bare/data.yaml", "train: images\nnames: [a]\n");
  put (self, "bare/labels/a.txt", "0 0.5 0.2 0.65 0.5 0.5 0.8 0.35 0.5\n");
  bare = fixture_path (self, "bare");
  g_assert_cmpstr (detect (self, bare), ==, "yolo-obb");
  put (self, "bare/labels/a.txt", "0 0.5 0.2 0.65 0.5 0.5 0.8 0.3 0.5\n");
  g_assert_cmpstr (detect (self, bare), ==, "yolo-segment");

  put (self, "set/data.yaml", "train: images\nnames: [a]\nkpt_shape: [2, 2]\n");
  put (self, "set/labels/a.txt", good);
  g_assert_cmpstr (detect (self, source), ==, "yolo-pose");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 1);
}

#define SHAPES_HEAD "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"p\",\"keypoints\":[\"a\",\"b\"]}]}\n"

static char *
write_source (Fixture *self, const char *objects)
{
  g_autofree char *text = g_strdup_printf (
      SHAPES_HEAD "{\"image\":\"a.png\",\"width\":200,\"height\":100,\"objects\":[%s]}\n", objects);

  fixture_picture (self, "a.png", 200, 100);
  return fixture_write (self, "in.gw.jsonl", text);
}

static void
assert_same_again (Fixture *self, const char *format, const char *labels)
{
  g_autofree char *out = fixture_path (self, "out");
  const char *const files[] = { "data.yaml", labels };
  const GwWriteOptions copy = { .copy = GW_COPY_COPY, .overwrite = TRUE };

  g_assert_true (fixture_convert (self, out, format, format, "again", &copy));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *first_path = g_build_filename ("out", files[i], NULL);
      g_autofree char *second_path = g_build_filename ("again", files[i], NULL);
      g_autofree char *first = fixture_load (self, first_path);
      g_autofree char *second = fixture_load (self, second_path);

      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_write_turned (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_source (self, "{\"label\":\"cat\",\"bbox\":[20,10,40,50]},"
                                              "{\"label\":\"cat\",\"bbox\":[80,40,40,20],\"angle\":90,\"score\":0.5},"
                                              "{\"label\":\"cat\",\"bbox\":[80,30,50,20],\"angle\":-33.3},"
                                              "{\"label\":\"cat\",\"bbox\":[-10,30,50,20],\"angle\":10},"
                                              "{\"label\":\"cat\",\"rings\":[[[10,10],[30,10],[40,40],[5,30]]]},"
                                              "{\"label\":\"cat\",\"rings\":[[[10,10],[30,10],[20,30]]]},"
                                              "{\"label\":\"cat\",\"line\":[[1,1],[2,2]]}");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *labels = NULL;
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };

  g_assert_true (fixture_convert (self, path, NULL, "yolo-obb", "out", &copy));
  assert_losses (self, "loss-shape 3, box-outside 1, loss-classes 1");
  g_assert_cmpuint (fixture_count (self, "box-outside"), ==, 1); /* the intake's: corners are not cut */
  labels = fixture_load (self, "out/labels/a.txt");
  /* About (100, 50), a quarter clockwise: the upper left corner comes to lie at the upper right. */
  g_assert_true (g_str_has_prefix (labels, "0 0.1 0.1 0.3 0.1 0.3 0.6 0.1 0.6\n"
                                           "0 0.55 0.3 0.55 0.7 0.45 0.7 0.45 0.3 0.5\n"));
  g_assert_nonnull (
      strstr (labels, "\n0 0.05 0.1 0.15 0.1 0.2 0.4 0.025 0.3\n0 0.05 0.1 0.15 0.1 0.15 0.3 0.05 0.3\n"));

  g_assert_true (fixture_read (self, "yolo-obb", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  fixture_assert_box (self, 0, 0, 20, 10, 40, 50);
  assert_rotated (self, 1, 100, 50, 40, 20, 90);
  assert_rotated (self, 2, 105, 40, 50, 20, -33.3);
  assert_rotated (self, 3, 15, 40, 50, 20, 10);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.5);
  assert_same_again (self, "yolo-obb", "labels/a.txt");
}

/* --- boxes ------------------------------------------------------------------------------------ */

static void
test_write_outside (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_source (self, "{\"label\":\"cat\",\"bbox\":[-20,10,40,50]},"
                                              "{\"label\":\"cat\",\"bbox\":[180.001,90,20,10.005]},"
                                              "{\"label\":\"cat\",\"rings\":[[[150,50],[250,50],[150,150]]]}");
  g_autofree char *labels = NULL;
  g_autofree char *outlines = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "yolo", "out", NULL));
  labels = fixture_load (self, "out/labels/a.txt");
  /* 0 to 20 of 200; 180.001 + 20 is not noticed; 150 to 200 and 50 to 100. */
  g_assert_cmpstr (labels, ==, "0 0.05 0.35 0.1 0.5\n0 0.950005 0.950025 0.1 0.10005\n0 0.875 0.75 0.25 0.5\n");
  problems = gw_problems_list (self->problems, "box-outside");
  g_assert_cmpuint (problems->len, ==, 4); /* two that are read, and both cut */
  assert_losses (self, "box-outside 4, loss-classes 1, loss-shape 1");

  g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "rings", NULL));
  outlines = fixture_load (self, "rings/labels/a.txt");
  /* The triangle's long side passes the corner of the image. */
  g_assert_nonnull (strstr (outlines, "\n0 0.75 1 0.75 0.5 1 0.5 1 1\n"));
}

/* --- polygons ------------------------------------------------------------------------------------ */

/* Pixels of an image that any polygon of the records covers. */
static GwMask
cover (Fixture *self, int width, int height)
{
  GwMask all = GW_MASK_INIT;

  g_assert_cmpint (gw_mask_init_empty (width, height, &all), ==, GW_STATUS_OK);
  for (guint i = 0; i < fixture_record (self, 0)->objects->len; i++)
    {
      GwMask one = GW_MASK_INIT, both = GW_MASK_INIT;

      g_assert_cmpint (gw_raster_shape (gw_object_get_shape (fixture_object (self, 0, i)), width, height, &one), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_mask_union (&all, &one, &both), ==, GW_STATUS_OK);
      gw_mask_clear (&one);
      gw_mask_clear (&all);
      all = both;
    }
  return all;
}

#define PARTS \
  "{\"label\":\"cat\",\"rings\":[[[0,0],[80,0],[80,80],[0,80]],[[20,20],[60,20],[60,60],[20,60]]," \
  "[[30,30],[40,30],[40,40],[30,40]],[[100,10],[150,10],[150,50]]]}"

static void
test_parts (Fixture *self, gconstpointer data)
{
  static const struct
  {
    GwParts parts;
    GwHoles holes;
    guint n_objects;
    double least; /* intersection over union */
  } cases[] = {
    { GW_PARTS_DEFAULT, GW_HOLES_DEFAULT, 3, 1 },
    { GW_PARTS_BRIDGE, GW_HOLES_DEFAULT, 1, 1 },
    { GW_PARTS_SPLIT, GW_HOLES_FILL, 3, 0.79 },
    /* 5,900 pixels of 7,400 */
  };
  g_autofree char *path = write_source (self, PARTS);
  GwMask expected;

  g_assert_true (fixture_read (self, "gw-jsonl", path, NULL));
  expected = cover (self, 200, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwWriteOptions options = {
        .copy = GW_COPY_COPY, .overwrite = TRUE, .parts = cases[i].parts, .holes = cases[i].holes
      };
      g_autofree char *out = fixture_path (self, "out");
      GwMask mask;

      g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "out", &options));
      assert_losses (self, "loss-classes 1, loss-holes 1, loss-parts 1");
      g_assert_true (fixture_read (self, "yolo-segment", out, NULL));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, cases[i].n_objects);
      mask = cover (self, 200, 100);
      if (cases[i].least == 1)
        g_assert_true (gw_mask_equal (&mask, &expected));
      else
        g_assert_cmpfloat (gw_mask_iou (&mask, &expected), >, cases[i].least);
      gw_mask_clear (&mask);
      assert_same_again (self, "yolo-segment", "labels/a.txt");
    }
  gw_mask_clear (&expected);
}

/* The hole's leftmost point is where the bridge begins. */
static void
test_bridge (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_source (
      self, "{\"label\":\"cat\",\"rings\":[[[0,0],[100,0],[100,80],[0,80]],[[50,20],[30,40],[50,60],[60,40]]]}");
  g_autofree char *labels = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "out", NULL));
  labels = fixture_load (self, "out/labels/a.txt");
  /* From (30, 40) the corner (0, 0) is as near as (0, 80), and the first. The hole runs against the ring. */
  g_assert_cmpstr (labels, ==, "0 0 0 0.15 0.4 0.25 0.6 0.3 0.4 0.25 0.2 0.15 0.4 0 0 0.5 0 0.5 0.8 0 0.8\n");
}

/* A disk, whose steps are simplified, and a square, which needs none. */
static void
test_masks (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autoptr (GPtrArray) losses = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  g_autofree char *objects = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GwWriteOptions options = { .overwrite = TRUE, .tolerance = 2 };
  gboolean set = FALSE;
  guint n = 0;
  double worst;

  for (int x = 0; x < 200; x++)
    for (int y = 0; y < 100; y++)
      {
        const gboolean in = (x - 60) * (x - 60) + (y - 50) * (y - 50) <= 900 || (x >= 150 && x < 160 && y < 10);

        if (in != set)
          {
            g_string_append_printf (counts, "%u,", n);
            n = 0;
            set = in;
          }
        n++;
      }
  g_string_append_printf (counts, "%u", n);
  objects = g_strdup_printf ("{\"label\":\"cat\",\"rle\":{\"size\":[100,200],\"counts\":[%s]}}", counts->str);
  path = write_source (self, objects);

  g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "out", &options));
  assert_losses (self, "loss-classes 1, loss-parts 1, loss-shape 1");
  losses = gw_problems_list (self->problems, "loss-shape");
  sums = gw_problems_list (self->problems, "mask-lossy");
  g_assert_cmpuint (sums->len, ==, 1);
  worst = 1 - ((GwProblem *) g_ptr_array_index (losses, 0))->amount;
  g_assert_cmpfloat (worst, >, 0.9);
  g_assert_cmpfloat (worst, <, 1);
  g_assert_cmpfloat (((GwProblem *) g_ptr_array_index (sums, 0))->amount, ==, 1 - worst);
  /* One number for each ring; the square's is 1, and stands first, since it is higher up. */
  g_assert_true (g_str_has_prefix (((GwProblem *) g_ptr_array_index (losses, 0))->detail, "1, 0.9"));
  text = g_strdup_printf ("of its 2 rings with the mask's is %.4f or more, %.4f on average.", worst, (1 + worst) / 2);
  g_assert_true (g_str_has_suffix (((GwProblem *) g_ptr_array_index (losses, 0))->text, text));

  /* Centers of pixels are half a pixel from their edges: so much changes nothing. */
  g_clear_pointer (&losses, g_ptr_array_unref);
  options.tolerance = 0;
  g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "out", &options));
  losses = gw_problems_list (self->problems, "loss-shape");
  g_assert_cmpfloat (((GwProblem *) g_ptr_array_index (losses, 0))->amount, ==, 0);
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (losses, 0))->detail, ==, "1, 1");
}

/* Each ring of a mask of many pieces is told of. */
static void
test_many_rings (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) counts = g_string_new ("0");
  g_autoptr (GPtrArray) losses = NULL;
  g_autofree char *objects = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) told = NULL;

  /* Three by three pixels each, ten apart, in a row and no more. */
  for (guint i = 0; i < 20; i++)
    for (guint x = 0; x < 3; x++)
      g_string_append_printf (counts, ",3,%u", x < 2 ? 97u : 797u);
  objects = g_strdup_printf ("{\"label\":\"cat\",\"rle\":{\"size\":[100,200],\"counts\":[%s]}}", counts->str);
  path = write_source (self, objects);
  g_assert_true (fixture_convert (self, path, NULL, "yolo-segment", "out", NULL));
  losses = gw_problems_list (self->problems, "loss-shape");
  told = g_strsplit (((GwProblem *) g_ptr_array_index (losses, 0))->detail, ", ", -1);
  g_assert_cmpuint (g_strv_length (told), ==, 20);
}

/* --- poses ------------------------------------------------------------------------------------------ */

static void
assert_point (Fixture *self, guint object, guint i, double x, double y, GwVisibility visibility)
{
  const GwShape *shape = gw_object_get_shape (fixture_object (self, 0, object));

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpuint (i, <, shape->as.points.n_points);
  g_assert_cmpfloat_with_epsilon (shape->as.points.points[i].point.x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (shape->as.points.points[i].point.y, y, 0.01);
  g_assert_cmpint (shape->as.points.points[i].visibility, ==, visibility);
}

static void
test_poses (Fixture *self, gconstpointer data)
{
  g_autofree char *source = set_up_set (
      self,
      "names: [cat, dog]\nkpt_shape: [2, 3]\nkpt_names:\n  0:\n    - nose\n    - tail\n"
      "  1:\n    - ear\n    - paw\n",
      "0 0.5 0.5 0.4 0.6 0.4 0.3 2 0.6 0.7 1\n"
      "1 0.5 0.5 0.2 0.2 0.45 0.5 2 9 9 0 0.5\n"
      "1 0.25 0.25 0.1 0.1 0 0 0 0 0 0\n"
      "0 0.5 0.5 0.4 0.6 0.4 0.3 0.9 0.6 0.7 0.2\n"
      "0 0.5 0.5 0.4 0.6 0.4 1.3 2 0.6 0.7 1\n"
      "0 0.5 0.5 0.4 0.6 0.4 0.3\n");
  GwSkeleton *skeleton;

  g_assert_cmpstr (detect (self, source), ==, "yolo-pose");
  g_assert_true (fixture_read (self, "yolo-pose", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  assert_point (self, 0, 0, 80, 30, GW_VISIBILITY_VISIBLE);
  assert_point (self, 0, 1, 120, 70, GW_VISIBILITY_HIDDEN);
  assert_point (self, 1, 0, 90, 50, GW_VISIBILITY_VISIBLE);
  assert_point (self, 1, 1, 0, 0, GW_VISIBILITY_ABSENT);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.5);
  fixture_assert_box (self, 0, 2, 40, 20, 20, 10); /* no point tells anything: its box is the object */
  assert_point (self, 3, 0, 80, 30, GW_VISIBILITY_VISIBLE);
  assert_point (self, 3, 1, 0, 0, GW_VISIBILITY_ABSENT);
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "coord-out-of-range"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
  skeleton = gw_class_get_skeleton (gw_record_head_find_class_by_name (self->head, "dog"));
  g_assert_cmpuint (gw_skeleton_get_n_points (skeleton), ==, 2);
  g_assert_cmpstr (gw_skeleton_get_name (skeleton, 1), ==, "paw");
}

/* Two numbers a point, and no names: COCO's people are told by how they are mirrored. */
static void
test_people (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) line = g_string_new ("0 0.5 0.5 0.4 0.6");
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  g_autofree char *source = NULL;

  for (guint i = 0; i < 17; i++)
    g_string_append (line, i == 3 ? " 0 0" : " 0.5 0.5");
  source = set_up_set (self,
                       "names:\n  0: person\n  1: dog\nkpt_shape: [17, 2]\n"
                       "flip_idx: [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15]\n",
                       line->str);
  g_assert_true (fixture_read (self, "yolo-pose", source, NULL));
  g_assert_true (
      gw_skeleton_equal (gw_class_get_skeleton (gw_record_head_find_class_by_name (self->head, "person")), person));
  g_assert_cmpstr (
      gw_skeleton_get_name (gw_class_get_skeleton (gw_record_head_find_class_by_name (self->head, "dog")), 16), ==,
      "17");
  assert_point (self, 0, 0, 100, 50, GW_VISIBILITY_VISIBLE);
  assert_point (self, 0, 3, 0, 0, GW_VISIBILITY_ABSENT);
}

static void
test_poses_refused (Fixture *self, gconstpointer data)
{
  static const char *const shapes[] = { "", "kpt_shape: 17\n", "kpt_shape: [0, 3]\n", "kpt_shape: [2, 4]\n",
                                        "kpt_shape: [99999, 3]\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *yaml = g_strconcat ("names: [a]\n", shapes[i], NULL);
      g_autofree char *source = set_up_set (self, yaml, "0 0.5 0.5 0.1 0.1 0.5 0.5 2\n");

      g_assert_false (fixture_read (self, "yolo-pose", source, NULL));
      g_assert_nonnull (strstr (self->error->message, "kpt_shape"));
    }
}

static void
test_write_poses (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_source (self, "{\"label\":\"p\",\"points\":[[20,10,2],[60,50,1]]},"
                                              "{\"label\":\"p\",\"points\":[[20,10,2],[0,0,0]]},"
                                              "{\"label\":\"cat\",\"bbox\":[20,10,40,50]},"
                                              "{\"label\":\"p\",\"points\":[[20,10,2]]},"
                                              "{\"label\":\"cat\",\"line\":[[1,1],[2,2]]},"
                                              "{\"label\":\"cat\",\"bbox\":[80,40,40,20],\"angle\":90}");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *labels = NULL;
  g_autofree char *yaml = NULL;
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };

  g_assert_true (fixture_convert (self, path, NULL, "yolo-pose", "out", &copy));
  assert_losses (self, "loss-shape 2, loss-rotation 1");
  yaml = fixture_load (self, "out/data.yaml");
  g_assert_cmpstr (yaml, ==,
                   "path: .\ntrain: images\nval: images\nnc: 2\nnames:\n  0: cat\n  1: p\nkpt_shape: [2, 3]\n"
                   "kpt_names:\n  0:\n    - a\n    - b\n  1:\n    - a\n    - b\n");
  labels = fixture_load (self, "out/labels/a.txt");
  g_assert_cmpstr (labels, ==,
                   "1 0.2 0.3 0.2 0.4 0.1 0.1 2 0.3 0.5 1\n1 0.1 0.1 0 0 0.1 0.1 2 0 0 0\n"
                   "0 0.2 0.35 0.2 0.5 0 0 0 0 0 0\n0 0.5 0.5 0.1 0.4 0 0 0 0 0 0\n");
  g_assert_true (fixture_read (self, "yolo-pose", out, NULL));
  assert_point (self, 0, 1, 60, 50, GW_VISIBILITY_HIDDEN);
  assert_point (self, 1, 0, 20, 10, GW_VISIBILITY_VISIBLE);
  fixture_assert_box (self, 0, 2, 20, 10, 40, 50);
  assert_same_again (self, "yolo-pose", "labels/a.txt");
}

/* The box of a pose is larger than its points, and goes back as it came. */
static void
test_pose_boxes (Fixture *self, gconstpointer data)
{
  static const char labels[] = "0 0.5 0.5 0.4 0.6 0.4 0.3 2 0.6 0.7 1\n";
  g_autofree char *source = set_up_set (self, "names: [cat]\nkpt_shape: [2, 3]\nflip_idx: [1, 0]\n", labels);
  g_autofree char *written = NULL;
  g_autofree char *yaml = NULL;

  g_assert_true (fixture_convert (self, source, "yolo-pose", "yolo-pose", "out", NULL));
  assert_losses (self, "");
  written = fixture_load (self, "out/labels/a.txt");
  g_assert_cmpstr (written, ==, labels);
  yaml = fixture_load (self, "out/data.yaml");
  g_assert_nonnull (strstr (yaml, "\nflip_idx: [1, 0]\nkpt_names:\n  0:\n    - \"1\"\n    - \"2\"\n"));
}

static void
test_no_poses (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture_picture (self, "a.png", 200, 100);
  path = fixture_write (self, "in.gw.jsonl",
                        "{\"image\":\"a.png\",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n");
  g_assert_false (fixture_convert (self, path, NULL, "yolo-pose", "out", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo-shapes/reads-turned-boxes", test_turned);
  FIXTURE_TEST ("/yolo-shapes/tells-rectangles-in-pixels", test_skewed);
  FIXTURE_TEST ("/yolo-shapes/four-corners-are-ambiguous", test_ambiguous);
  FIXTURE_TEST ("/yolo-shapes/writes-turned-boxes", test_write_turned);
  FIXTURE_TEST ("/yolo-shapes/cuts-at-the-border", test_write_outside);
  FIXTURE_TEST ("/yolo-shapes/holes-and-parts", test_parts);
  FIXTURE_TEST ("/yolo-shapes/bridges", test_bridge);
  FIXTURE_TEST ("/yolo-shapes/masks-are-measured", test_masks);
  FIXTURE_TEST ("/yolo-shapes/many-rings-are-measured", test_many_rings);
  FIXTURE_TEST ("/yolo-shapes/reads-poses", test_poses);
  FIXTURE_TEST ("/yolo-shapes/knows-people", test_people);
  FIXTURE_TEST ("/yolo-shapes/refuses-poses-without-points", test_poses_refused);
  FIXTURE_TEST ("/yolo-shapes/writes-poses", test_write_poses);
  FIXTURE_TEST ("/yolo-shapes/keeps-boxes-of-poses", test_pose_boxes);
  FIXTURE_TEST ("/yolo-shapes/no-poses-without-points", test_no_poses);

  return g_test_run ();
}
