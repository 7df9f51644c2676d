/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-comparison.h"

#include <math.h>

#include "gw-edits-adopt.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-test-document.h"

#define WIDTH 200
#define HEIGHT 100

static GPtrArray *
new_set (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static GwObject *
add (GPtrArray *set, gint64 id, gint64 class_id, GwShape *shape)
{
  GwObject *object = gw_object_new (id, class_id);

  gw_object_take_shape (object, shape);
  g_ptr_array_add (set, object);
  return object;
}

static GwObject *
add_box (GPtrArray *set, gint64 id, gint64 class_id, double x, double y, double width, double height)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_shape_init_box (&shape, x, y, width, height);
  return add (set, id, class_id, &shape);
}

static GwObject *
add_mask (GPtrArray *set, gint64 id, gint64 class_id, double x, double y, double width, double height)
{
  const GwBox box = { x, y, width, height };
  GwShape shape = { .kind = GW_SHAPE_MASK };

  g_assert_cmpint (gw_raster_box (&box, WIDTH, HEIGHT, &shape.as.mask), ==, GW_STATUS_OK);
  return add (set, id, class_id, &shape);
}

static GwObject *
add_ellipse (GPtrArray *set, gint64 id, gint64 class_id, double cx, double cy, double rx, double ry, double angle)
{
  GwShape shape = { .kind = GW_SHAPE_ELLIPSE, .as.ellipse = { cx, cy, rx, ry, angle } };

  return add (set, id, class_id, &shape);
}

static GwObject *
add_triangle (GPtrArray *set, gint64 id, gint64 class_id, const GwPoint *points)
{
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };

  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, points, 3), ==, GW_STATUS_OK);
  return add (set, id, class_id, &shape);
}

static GwObject *
add_line (GPtrArray *set, gint64 id, gint64 class_id, double x0, double y0, double x1, double y1)
{
  GwShape shape = { .kind = GW_SHAPE_POLYLINE };

  shape.as.line.points = g_new (GwPoint, 2);
  shape.as.line.n_points = 2;
  shape.as.line.points[0] = (GwPoint) { x0, y0 };
  shape.as.line.points[1] = (GwPoint) { x1, y1 };
  return add (set, id, class_id, &shape);
}

static void
assert_pair (const GwComparison *comparison, guint i, GwComparedKind kind, gint64 a, gint64 b, guint64 only_a,
             guint64 only_b, guint64 both)
{
  const GwComparedPair *pair = gw_comparison_get_pair (comparison, i);

  g_assert_cmpint (pair->kind, ==, kind);
  g_assert_cmpint (pair->a != NULL ? gw_object_get_id (pair->a) : 0, ==, a);
  g_assert_cmpint (pair->b != NULL ? gw_object_get_id (pair->b) : 0, ==, b);
  g_assert_cmpuint (pair->n_only_a, ==, only_a);
  g_assert_cmpuint (pair->n_only_b, ==, only_b);
  g_assert_cmpuint (pair->n_both, ==, both);
}

static void
test_pairs (void)
{
  g_autoptr (GPtrArray) a = new_set ();
  g_autoptr (GPtrArray) b = new_set ();
  g_autoptr (GwComparison) comparison = NULL;

  add_mask (a, 1, 1, 10, 10, 20, 20); /* moved by 5 in B */
  add_box (a, 2, 1, 60, 10, 10, 10);  /* a mask in B: the same pixels */
  add_mask (a, 3, 1, 100, 10, 10, 10);
  add_mask (a, 4, 2, 150, 10, 10, 10); /* of another class in B */
  add_mask (b, 11, 1, 15, 10, 20, 20);
  add_mask (b, 12, 1, 60, 10, 10, 10);
  add_mask (b, 13, 3, 150, 10, 10, 9);
  add_mask (b, 14, 1, 100, 60, 20, 10);

  comparison = gw_comparison_new (a, b, WIDTH, HEIGHT, NULL);
  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 5);
  g_assert_cmpuint (gw_comparison_get_n_different (comparison), ==, 4);
  assert_pair (comparison, 0, GW_COMPARED_ONLY_B, 0, 14, 0, 200, 0);
  assert_pair (comparison, 1, GW_COMPARED_ONLY_A, 3, 0, 100, 0, 0);
  assert_pair (comparison, 2, GW_COMPARED_OTHER, 4, 13, 10, 0, 90);
  assert_pair (comparison, 3, GW_COMPARED_BOTH, 1, 11, 100, 100, 300);
  assert_pair (comparison, 4, GW_COMPARED_BOTH, 2, 12, 0, 0, 100);
  g_assert_cmpfloat_with_epsilon (gw_comparison_get_pair (comparison, 3)->iou, 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (gw_comparison_get_pair (comparison, 2)->iou, 0.9, 1e-12);
  g_assert_cmpfloat (gw_comparison_get_pair (comparison, 4)->iou, ==, 1.0);
  g_assert_cmpfloat (gw_comparison_get_pair (comparison, 3)->box.x, ==, 10);
  g_assert_cmpfloat (gw_comparison_get_pair (comparison, 3)->box.width, ==, 25);

  g_assert_cmpuint (gw_comparison_get_n_pixels (comparison, GW_COMPARED_ONLY_A), ==, 100 + 100 + 10);
  g_assert_cmpuint (gw_comparison_get_n_pixels (comparison, GW_COMPARED_ONLY_B), ==, 100 + 200);
  g_assert_cmpuint (gw_comparison_get_n_pixels (comparison, GW_COMPARED_BOTH), ==, 300 + 100);
  g_assert_cmpuint (gw_comparison_get_n_pixels (comparison, GW_COMPARED_OTHER), ==, 90);
}

/* The best partner goes first, and an object has one only. */
static void
test_greatest_iou (void)
{
  g_autoptr (GPtrArray) a = new_set ();
  g_autoptr (GPtrArray) b = new_set ();
  g_autoptr (GwComparison) comparison = NULL;

  add_mask (a, 1, 1, 0, 0, 20, 10);
  add_mask (a, 2, 1, 2, 0, 20, 10);
  add_mask (b, 11, 1, 3, 0, 20, 10);
  /* Two that lie on each other: the class decides. */
  add_mask (a, 3, 1, 0, 50, 20, 10);
  add_mask (b, 12, 2, 0, 50, 20, 10);
  add_mask (b, 13, 1, 0, 50, 20, 10);

  comparison = gw_comparison_new (a, b, WIDTH, HEIGHT, NULL);
  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 4);
  assert_pair (comparison, 0, GW_COMPARED_ONLY_A, 1, 0, 200, 0, 0);
  assert_pair (comparison, 1, GW_COMPARED_ONLY_B, 0, 12, 0, 200, 0);
  assert_pair (comparison, 2, GW_COMPARED_BOTH, 2, 11, 10, 10, 190);
  assert_pair (comparison, 3, GW_COMPARED_BOTH, 3, 13, 0, 0, 200);
  g_assert_cmpuint (gw_comparison_get_n_different (comparison), ==, 3);
}

/* They have no pixels to tell them apart by. */
static void
test_lines (void)
{
  g_autoptr (GPtrArray) a = new_set ();
  g_autoptr (GPtrArray) b = new_set ();
  g_autoptr (GwComparison) comparison = NULL;

  add_line (a, 1, 1, 10, 10, 10, 60);
  add_line (b, 11, 1, 10, 10, 10, 60);
  add_line (a, 2, 1, 50, 10, 90, 60);
  add_line (b, 12, 1, 50, 12, 90, 60);
  add_line (b, 13, 1, 150, 12, 190, 60);
  add_mask (a, 3, 1, 150, 12, 40, 48); /* no line */

  comparison = gw_comparison_new (a, b, WIDTH, HEIGHT, NULL);
  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 4);
  g_assert_cmpuint (gw_comparison_get_n_different (comparison), ==, 3);
  assert_pair (comparison, 0, GW_COMPARED_ONLY_A, 3, 0, 40 * 48, 0, 0);
  assert_pair (comparison, 1, GW_COMPARED_ONLY_B, 0, 13, 0, 0, 0);
  assert_pair (comparison, 2, GW_COMPARED_BOTH, 2, 12, 0, 0, 0);
  assert_pair (comparison, 3, GW_COMPARED_BOTH, 1, 11, 0, 0, 0);
  g_assert_false (gw_comparison_get_pair (comparison, 2)->covers);
  g_assert_false (gw_comparison_get_pair (comparison, 2)->equal);
  g_assert_true (gw_comparison_get_pair (comparison, 3)->equal);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) a = new_set ();
  g_autoptr (GPtrArray) b = new_set ();
  g_autoptr (GwComparison) comparison = gw_comparison_new (a, b, WIDTH, HEIGHT, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 0);
  for (guint kind = 0; kind < GW_COMPARED_N_KINDS; kind++)
    g_assert_cmpuint (gw_comparison_get_n_pixels (comparison, (GwComparedKind) kind), ==, 0);

  g_clear_pointer (&comparison, gw_comparison_unref);
  add_mask (a, 1, 1, 0, 0, 20, 10);
  comparison = gw_comparison_new (a, b, 0, 0, NULL);
  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 1);
  g_cancellable_cancel (cancelled);
  g_assert_null (gw_comparison_new (a, b, WIDTH, HEIGHT, cancelled));
}

/* --- slow twin -------------------------------------------------------------------------- */

static GPtrArray *
random_set (GRand *rand, gint64 first_id)
{
  GPtrArray *set = new_set ();
  int n = g_rand_int_range (rand, 0, 9);

  for (int i = 0; i < n; i++)
    {
      double x = g_rand_double_range (rand, -10, 70), y = g_rand_double_range (rand, -10, 50);
      double width = g_rand_double_range (rand, 0.2, 40), height = g_rand_double_range (rand, 0.2, 40);
      const GwPoint points[] = { { x, y }, { x + width, y + height / 2 }, { x + width / 3, y + height } };
      gint64 class_id = g_rand_int_range (rand, 1, 4);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          add_box (set, first_id + i, class_id, x, y, width, height);
          break;
        case 1:
          add_mask (set, first_id + i, class_id, x, y, width, height);
          break;
        case 2:
          add_ellipse (set, first_id + i, class_id, x + width / 2, y + height / 2, width / 2, height / 2,
                       g_rand_double_range (rand, -90, 90));
          break;
        default:
          add_triangle (set, first_id + i, class_id, points);
          break;
        }
    }
  return set;
}

static gboolean
has_pixel (GwObject *object, int x, int y)
{
  return gw_shape_contains (gw_object_get_shape (object), (GwPoint) { x + 0.5, y + 0.5 });
}

typedef struct
{
  guint64 a;
  guint64 b;
  guint64 both;
} Counts;

/* Pixel by pixel. */
static Counts
count (GwObject *a, GwObject *b)
{
  Counts counts = { 0 };

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean in_a = a != NULL && has_pixel (a, x, y), in_b = b != NULL && has_pixel (b, x, y);

        counts.a += in_a && !in_b;
        counts.b += in_b && !in_a;
        counts.both += in_a && in_b;
      }
  return counts;
}

static double
get_iou (const Counts *counts)
{
  guint64 all = counts->a + counts->b + counts->both;

  return all > 0 ? (double) counts->both / (double) all : 0.0;
}

/* Looks for the best pair that is left, again and again. */
static void
match_slowly (GPtrArray *a, GPtrArray *b, GwObject **partners)
{
  g_autofree gboolean *taken = g_new0 (gboolean, b->len + 1);

  for (;;)
    {
      double best = GW_COMPARISON_MIN_IOU;
      gboolean best_class = FALSE, found = FALSE;
      guint best_a = 0, best_b = 0;

      for (guint i = 0; i < a->len; i++)
        for (guint k = 0; k < b->len; k++)
          {
            GwObject *one = g_ptr_array_index (a, i), *two = g_ptr_array_index (b, k);
            Counts counts = count (one, two);
            double iou = get_iou (&counts);
            gboolean same = gw_object_get_class_id (one) == gw_object_get_class_id (two);

            if (partners[i] != NULL || taken[k] || iou < best || (found && iou == best && (best_class || !same)))
              continue;
            best = iou;
            best_class = same;
            best_a = i;
            best_b = k;
            found = TRUE;
          }
      if (!found)
        return;
      partners[best_a] = g_ptr_array_index (b, best_b);
      taken[best_b] = TRUE;
    }
}

static GwComparedKind
find_kind (GPtrArray *a, GPtrArray *b, GwObject **partners, int x, int y, gboolean *covered)
{
  gboolean in_a = FALSE, in_b = FALSE, agreed = FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      GwObject *one = g_ptr_array_index (a, i);

      if (!has_pixel (one, x, y))
        continue;
      in_a = TRUE;
      agreed |= partners[i] != NULL && has_pixel (partners[i], x, y)
                && gw_object_get_class_id (one) == gw_object_get_class_id (partners[i]);
    }
  for (guint i = 0; i < b->len; i++)
    in_b |= has_pixel (g_ptr_array_index (b, i), x, y);

  *covered = in_a || in_b;
  if (agreed)
    return GW_COMPARED_BOTH;
  return in_a && in_b ? GW_COMPARED_OTHER : in_a ? GW_COMPARED_ONLY_A : GW_COMPARED_ONLY_B;
}

static void
compare_with_slow (GPtrArray *a, GPtrArray *b)
{
  g_autoptr (GwComparison) comparison = gw_comparison_new (a, b, WIDTH, HEIGHT, NULL);
  g_autofree GwObject **partners = g_new0 (GwObject *, a->len + 1);
  guint n_matched = 0;

  match_slowly (a, b, partners);
  for (guint i = 0; i < gw_comparison_get_n_pairs (comparison); i++)
    {
      const GwComparedPair *pair = gw_comparison_get_pair (comparison, i);
      Counts counts = count (pair->a, pair->b);
      guint position;

      g_assert_true (pair->a != NULL || pair->b != NULL);
      if (!pair->covers)
        continue; /* smaller than a pixel */
      g_assert_cmpuint (pair->n_only_a, ==, counts.a);
      g_assert_cmpuint (pair->n_only_b, ==, counts.b);
      g_assert_cmpuint (pair->n_both, ==, counts.both);
      g_assert_cmpfloat (pair->iou, ==, get_iou (&counts));
      n_matched += pair->a != NULL && pair->b != NULL;
      if (pair->a != NULL)
        {
          g_assert_true (g_ptr_array_find (a, pair->a, &position));
          g_assert_true (partners[position] == pair->b);
        }
    }
  for (guint i = 0; i < a->len; i++)
    n_matched -= partners[i] != NULL;
  g_assert_cmpuint (n_matched, ==, 0);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean covered;
        GwComparedKind expected = find_kind (a, b, partners, x, y, &covered);

        for (guint kind = 0; kind < GW_COMPARED_N_KINDS; kind++)
          g_assert_cmpint (gw_mask_contains (gw_comparison_get_mask (comparison, (GwComparedKind) kind), x, y), ==,
                           covered && kind == (guint) expected);
      }
}

static void
test_slow_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GPtrArray) a = random_set (rand, 1);
      g_autoptr (GPtrArray) b = random_set (rand, 101);

      compare_with_slow (a, b);
    }
}

/* --- another thread --------------------------------------------------------------------- */

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GwComparison **comparison = data;
  g_autoptr (GError) error = NULL;

  *comparison = gw_comparison_new_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (GPtrArray) a = new_set ();
  g_autoptr (GPtrArray) b = new_set ();
  g_autoptr (GwComparison) comparison = NULL;

  add_mask (a, 1, 1, 10, 10, 20, 20);
  gw_comparison_new_async (a, b, WIDTH, HEIGHT, NULL, on_compared_cb, &comparison);
  g_ptr_array_set_size (a, 0);
  while (comparison == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gw_comparison_get_n_pairs (comparison), ==, 1);
  assert_pair (comparison, 0, GW_COMPARED_ONLY_A, 1, 0, 400, 0, 0);
}

/* --- taking over -------------------------------------------------------------------------- */

static void
test_adopt (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  g_autoptr (GPtrArray) set = new_set ();
  GwObject *mine = gw_test_add_mask (document, 1, 1, 10, 10, 20, 20);
  GwObject *theirs = add_mask (set, 11, 2, 12, 10, 20, 20);
  GwObject *taken;

  gw_object_set_score (theirs, 0.75);
  gw_object_set_source (theirs, GW_SOURCE_PREDICTION);
  gw_object_set_group (theirs, 5);
  gw_object_set_flags (theirs, GW_OBJECT_HIDDEN | GW_OBJECT_OCCLUDED);
  gw_document_set_author (document, "kim");

  g_assert_true (gw_document_find_same (document, theirs) == mine);
  g_assert_true (gw_document_adopt (document, theirs, mine));
  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
  taken = gw_document_find (document, 1);
  g_assert_true (gw_shape_equal (gw_object_get_shape (taken), gw_object_get_shape (theirs), 0));
  g_assert_cmpint (gw_object_get_class_id (taken), ==, 2);
  g_assert_cmpstr (gw_object_get_attribute (taken, "Color"), ==, "red");
  g_assert_true (isnan (gw_object_get_score (taken)));
  g_assert_cmpint (gw_object_get_source (taken), ==, GW_SOURCE_MANUAL);
  g_assert_cmpint (gw_object_get_group (taken), ==, 0);
  g_assert_cmpint (gw_object_get_flags (taken), ==, GW_OBJECT_OCCLUDED);
  g_assert_cmpstr (gw_object_get_author (taken), ==, "kim");
  g_assert_cmpint (gw_object_get_flags (theirs), ==, GW_OBJECT_HIDDEN | GW_OBJECT_OCCLUDED);

  gw_test_undo (document, g_ptr_array_index (edits, 0));
  g_assert_true (gw_shape_equal (gw_object_get_shape (gw_document_find (document, 1)), gw_object_get_shape (mine), 0));

  /* One more beside it, and one that the other set has not. */
  g_assert_true (gw_document_adopt (document, theirs, NULL));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
  g_assert_null (gw_document_find (document, 11));
  g_assert_true (gw_document_adopt (document, NULL, gw_document_find (document, 1)));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
}

static void
test_adopt_refused (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) set = new_set ();
  GwObject *theirs = add_mask (set, 11, 2, 60, 60, 20, 20);
  GwObject *far = add_mask (set, 12, 2, 10, 10, 20, 9);
  GwShape shape = { .kind = GW_SHAPE_MASK };
  const GwBox box = { 1, 1, 5, 5 };
  GwObject *larger;

  gw_test_add_mask (document, 1, 1, 10, 10, 20, 20);
  g_assert_null (gw_document_find_same (document, theirs));
  g_assert_null (gw_document_find_same (document, far));
  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  g_assert_false (gw_document_adopt (document, theirs, gw_document_find (document, 1)));
  g_assert_false (gw_document_adopt (document, NULL, NULL));

  g_assert_cmpint (gw_raster_box (&box, 300, 300, &shape.as.mask), ==, GW_STATUS_OK);
  larger = add (set, 13, 1, &shape);
  g_assert_false (gw_document_adopt (document, larger, NULL));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/pairs", test_pairs);
  g_test_add_func ("/comparison/greatest-iou", test_greatest_iou);
  g_test_add_func ("/comparison/lines", test_lines);
  g_test_add_func ("/comparison/nothing", test_nothing);
  g_test_add_func ("/comparison/slow-twin", test_slow_twin);
  g_test_add_func ("/comparison/async", test_async);
  g_test_add_func ("/comparison/adopt", test_adopt);
  g_test_add_func ("/comparison/adopt-refused", test_adopt_refused);
  return g_test_run ();
}
