/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-box.h"

#include <math.h>

#include "gw-raster.h"
#include "test-geometry.h"

static void
test_overlap_of_two_boxes (void)
{
  GwBox a = { 0, 0, 4, 2 }, b = { 2, 1, 4, 4 }, shared;
  GwBox both = gw_box_union (&a, &b);

  g_assert_true (gw_box_intersection (&a, &b, &shared));
  g_assert_cmpfloat (shared.x, ==, 2.0);
  g_assert_cmpfloat (shared.width, ==, 2.0);
  g_assert_cmpfloat (shared.height, ==, 1.0);
  g_assert_cmpfloat (both.width, ==, 6.0);
  g_assert_cmpfloat (both.height, ==, 5.0);
  g_assert_cmpfloat (gw_box_iou (&a, &b), ==, 2.0 / 22.0);
  g_assert_cmpfloat (gw_box_iou_crowd (&a, &b), ==, 2.0 / 8.0);
  g_assert_cmpfloat (gw_box_iou_crowd (&b, &a), ==, 2.0 / 16.0);
}

static void
test_touching_boxes_share_nothing (void)
{
  GwBox a = { 0, 0, 4, 4 }, beside = { 4, 0, 4, 4 }, corner = { 4, 4, 1, 1 }, flat = { 1, 1, 0, 2 }, shared;

  g_assert_false (gw_box_intersection (&a, &beside, &shared));
  g_assert_cmpfloat (gw_box_iou (&a, &beside), ==, 0.0);
  g_assert_cmpfloat (gw_box_iou (&a, &corner), ==, 0.0);
  g_assert_cmpfloat (gw_box_iou (&a, &flat), ==, 0.0);
  g_assert_cmpfloat (gw_box_iou (&flat, &flat), ==, 0.0);
  g_assert_cmpfloat (gw_box_area (&flat), ==, 0.0);
}

static void
test_left_and_top_edges_belong (void)
{
  GwBox box = { 1, 2, 3, 4 }, inner = { 1, 2, 3, 4 }, outer = { 0, 2, 4, 4 };

  g_assert_true (gw_box_contains (&box, (GwPoint) { 1, 2 }));
  g_assert_false (gw_box_contains (&box, (GwPoint) { 4, 3 }));
  g_assert_false (gw_box_contains (&box, (GwPoint) { 2, 6 }));
  g_assert_false (gw_box_contains (&box, (GwPoint) { NAN, 3 }));
  g_assert_true (gw_box_contains_box (&box, &inner));
  g_assert_false (gw_box_contains_box (&box, &outer));
}

static void
test_corners_in_any_order (void)
{
  GwBox box = gw_box_from_corners ((GwPoint) { 7, 1 }, (GwPoint) { 2, 5 });

  g_assert_cmpfloat (box.x, ==, 2.0);
  g_assert_cmpfloat (box.y, ==, 1.0);
  g_assert_cmpfloat (box.width, ==, 5.0);
  g_assert_cmpfloat (box.height, ==, 4.0);
}

static void
test_clip_to_image (void)
{
  GwBox box = { -2, 3, 10, 10 }, outside = { 20, 3, 4, 4 }, clipped;

  g_assert_true (gw_box_clip (&box, 5, 6, &clipped));
  g_assert_cmpfloat (clipped.x, ==, 0.0);
  g_assert_cmpfloat (clipped.width, ==, 5.0);
  g_assert_cmpfloat (clipped.height, ==, 3.0);
  g_assert_false (gw_box_clip (&outside, 5, 6, &clipped));
}

static void
test_angles_come_into_one_turn (void)
{
  g_assert_cmpfloat (gw_angle_normalise (180.0), ==, 180.0);
  g_assert_cmpfloat (gw_angle_normalise (-180.0), ==, 180.0);
  g_assert_cmpfloat (gw_angle_normalise (540.0), ==, 180.0);
  g_assert_cmpfloat (gw_angle_normalise (181.0), ==, -179.0);
  g_assert_cmpfloat (gw_angle_normalise (-730.0), ==, -10.0);
  g_assert_cmpfloat (gw_angle_normalise (INFINITY), ==, 0.0);
}

static void
test_quarter_turns_are_exact (void)
{
  GwRotatedBox box = { 10, 20, 6, 2, 90 };
  GwBox bounds = gw_rotated_box_bounds (&box);
  GwPoint corners[4];

  /* Clockwise on the screen: the top-left corner goes to the top right. */
  gw_rotated_box_corners (&box, corners);
  g_assert_cmpfloat (corners[0].x, ==, 11.0);
  g_assert_cmpfloat (corners[0].y, ==, 17.0);
  g_assert_cmpfloat (corners[1].x, ==, 11.0);
  g_assert_cmpfloat (corners[1].y, ==, 23.0);
  g_assert_cmpfloat (bounds.x, ==, 9.0);
  g_assert_cmpfloat (bounds.width, ==, 2.0);
  g_assert_cmpfloat (bounds.height, ==, 6.0);
}

static void
test_turned_overlap_by_hand (void)
{
  GwRotatedBox square = { 5, 5, 2, 2, 0 }, diamond = { 5, 5, 2, 2, 45 }, cross = { 5, 5, 6, 2, 90 };
  GwRotatedBox bar = { 5, 5, 6, 2, 0 }, far = { 50, 5, 6, 2, 30 }, flat = { 5, 5, 6, 0, 30 };
  double octagon = 8.0 * (sqrt (2.0) - 1.0);

  g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&square, &square), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&diamond, &diamond), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&square, &diamond), octagon / (8.0 - octagon), 1e-12);
  g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&bar, &cross), 4.0 / 20.0, 1e-12);
  g_assert_cmpfloat (gw_rotated_box_iou (&bar, &far), ==, 0.0);
  g_assert_cmpfloat (gw_rotated_box_iou (&bar, &flat), ==, 0.0);
  far.cx = NAN;
  g_assert_cmpfloat (gw_rotated_box_iou (&bar, &far), ==, 0.0);
}

/* Against pixels of a hundredth of the side, and in either order. */
static void
test_turned_overlap_as_pixels_have_it (void)
{
  gw_random random;

  gw_random_init (&random, 21);
  for (int round = 0; round < 40; round++)
    {
      GwRotatedBox boxes[2];
      GwMask masks[2];

      for (int i = 0; i < 2; i++)
        {
          boxes[i] = (GwRotatedBox) { random_between (&random, 250, 350), random_between (&random, 250, 350),
                                      random_between (&random, 50, 250), random_between (&random, 50, 250),
                                      random_between (&random, -179, 180) };
          assert_ok (gw_raster_rotated_box (&boxes[i], 600, 600, &masks[i]));
        }
      g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&boxes[0], &boxes[1]), gw_mask_iou (&masks[0], &masks[1]),
                                      0.02);
      g_assert_cmpfloat_with_epsilon (gw_rotated_box_iou (&boxes[0], &boxes[1]),
                                      gw_rotated_box_iou (&boxes[1], &boxes[0]), 1e-9);
      gw_mask_clear (&masks[0]);
      gw_mask_clear (&masks[1]);
    }
}

static void
test_hostile_boxes_share_nothing (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY, 1e308 };
  GwBox good = { 0, 0, 10, 10 }, shared;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GwBox boxes[3] = { { bad[i], 0, 10, 10 }, { 0, 0, bad[i], 10 }, { 0, bad[i], 10, bad[i] } };

      for (int k = 0; k < 3; k++)
        {
          g_assert_false (gw_box_is_valid (&boxes[k]));
          g_assert_cmpfloat (gw_box_iou (&good, &boxes[k]), ==, 0.0);
          g_assert_cmpfloat (gw_box_iou_crowd (&boxes[k], &good), ==, 0.0);
          g_assert_false (gw_box_intersection (&boxes[k], &good, &shared));
        }
    }
  assert_status (gw_box_iou_matrix (&good, G_MAXSIZE, &good, 2, NULL, NULL), GW_STATUS_TOO_LARGE);
}

/* Each pair as it is by itself. */
static void
test_matrix_holds_all_pairs (void)
{
  gw_random random;

  gw_random_init (&random, 22);
  for (int round = 0; round < 50; round++)
    {
      GwBox detections[7], truths[5];
      guint8 crowd[5];
      double iou[7 * 5], plain[7 * 5];

      for (int i = 0; i < 12; i++)
        {
          GwBox *box = i < 7 ? &detections[i] : &truths[i - 7];

          *box = (GwBox) { random_between (&random, 0, 20), random_between (&random, 0, 20),
                           random_between (&random, -1, 20), random_between (&random, -1, 20) };
        }
      detections[0].x = NAN;
      for (int j = 0; j < 5; j++)
        crowd[j] = (guint8) gw_random_below (&random, 3);
      assert_ok (gw_box_iou_matrix (detections, 7, truths, 5, crowd, iou));
      assert_ok (gw_box_iou_matrix (detections, 7, truths, 5, NULL, plain));
      for (int i = 0; i < 7; i++)
        for (int j = 0; j < 5; j++)
          {
            double alone = gw_box_iou (&detections[i], &truths[j]);

            g_assert_cmpfloat (plain[i * 5 + j], ==, alone);
            g_assert_cmpfloat (iou[i * 5 + j], ==,
                               crowd[j] != 0 ? gw_box_iou_crowd (&detections[i], &truths[j]) : alone);
          }
    }
  assert_ok (gw_box_iou_matrix (NULL, 0, NULL, 0, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box/overlap-of-two-boxes", test_overlap_of_two_boxes);
  g_test_add_func ("/box/touching-boxes-share-nothing", test_touching_boxes_share_nothing);
  g_test_add_func ("/box/left-and-top-edges-belong", test_left_and_top_edges_belong);
  g_test_add_func ("/box/corners-in-any-order", test_corners_in_any_order);
  g_test_add_func ("/box/clip-to-image", test_clip_to_image);
  g_test_add_func ("/box/angles-come-into-one-turn", test_angles_come_into_one_turn);
  g_test_add_func ("/box/quarter-turns-are-exact", test_quarter_turns_are_exact);
  g_test_add_func ("/box/turned-overlap-by-hand", test_turned_overlap_by_hand);
  g_test_add_func ("/box/turned-overlap-as-pixels-have-it", test_turned_overlap_as_pixels_have_it);
  g_test_add_func ("/box/hostile-boxes-share-nothing", test_hostile_boxes_share_nothing);
  g_test_add_func ("/box/matrix-holds-all-pairs", test_matrix_holds_all_pairs);
  return g_test_run ();
}
