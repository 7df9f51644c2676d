/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-crosshair.h"

static GwCrosshair
make (void)
{
  GwCrosshair cross;

  gw_crosshair_init (&cross);
  gw_crosshair_set_size (&cross, 640, 480);
  gw_crosshair_put (&cross, (GwPoint) { 100, 100 });
  return cross;
}

/* Types all of it a tenth of a second apart; the last key's result. */
static GwCrosshairResult
type (GwCrosshair *cross, const char *keys)
{
  GwCrosshairResult result = GW_CROSSHAIR_PASSED;

  for (gint64 now = 1000 * G_USEC_PER_SEC; *keys != '\0'; keys++, now += G_USEC_PER_SEC / 10)
    result = gw_crosshair_type (cross, *keys, now);
  return result;
}

static void
test_stays_in_the_picture (void)
{
  GwCrosshair cross = make ();

  gw_crosshair_move (&cross, -1000, 10);
  g_assert_cmpfloat (cross.point.x, ==, 0.0);
  g_assert_cmpfloat (cross.point.y, ==, 110.0);
  gw_crosshair_put (&cross, (GwPoint) { 1000, 1000 });
  g_assert_cmpfloat (cross.point.x, ==, 640.0);
  g_assert_cmpfloat (cross.point.y, ==, 480.0);
}

static void
test_is_faster_while_held (void)
{
  GwCrosshair cross = make ();
  double last = 0.0;

  gw_crosshair_hold (&cross, 'R');
  g_assert_cmpfloat (gw_crosshair_get_speed (&cross), ==, 1.0);
  gw_crosshair_move (&cross, 1, 0);
  g_assert_cmpfloat (cross.point.x, ==, 101.0);
  for (guint i = 0; i < 100; i++)
    {
      gw_crosshair_hold (&cross, 'R');
      g_assert_cmpfloat (gw_crosshair_get_speed (&cross), >=, last);
      last = gw_crosshair_get_speed (&cross);
    }
  g_assert_cmpfloat (last, ==, 16.0);
  gw_crosshair_hold (&cross, 'L');
  g_assert_cmpfloat (gw_crosshair_get_speed (&cross), ==, 1.0);
  gw_crosshair_hold (&cross, 'L');
  gw_crosshair_release (&cross);
  gw_crosshair_hold (&cross, 'L');
  g_assert_cmpuint (cross.n_repeats, ==, 0);
}

static void
test_typed_place_is_gone_to (void)
{
  GwCrosshair cross = make ();

  g_assert_cmpint (type (&cross, "512"), ==, GW_CROSSHAIR_NOTED);
  g_assert_null (gw_crosshair_get_typed (&cross));
  g_assert_false (gw_crosshair_take_typed (&cross));
  g_assert_cmpint (type (&cross, ","), ==, GW_CROSSHAIR_BEGUN);
  g_assert_cmpint (type (&cross, "404"), ==, GW_CROSSHAIR_TAKEN);
  g_assert_cmpstr (gw_crosshair_get_typed (&cross), ==, "512,404");
  g_assert_true (gw_crosshair_take_typed (&cross));
  g_assert_cmpfloat (cross.point.x, ==, 512.0);
  g_assert_cmpfloat (cross.point.y, ==, 404.0);
  g_assert_null (gw_crosshair_get_typed (&cross));
  type (&cross, "9999,");
  g_assert_true (gw_crosshair_take_typed (&cross));
  g_assert_cmpfloat (cross.point.x, ==, 640.0);
  g_assert_cmpfloat (cross.point.y, ==, 404.0);
}

static void
test_typing_can_be_taken_back (void)
{
  GwCrosshair cross = make ();

  g_assert_cmpint (type (&cross, "51,4\b"), ==, GW_CROSSHAIR_TAKEN);
  g_assert_cmpstr (gw_crosshair_get_typed (&cross), ==, "51,");
  g_assert_cmpint (type (&cross, "\b"), ==, GW_CROSSHAIR_TAKEN);
  g_assert_null (gw_crosshair_get_typed (&cross));
  g_assert_cmpint (type (&cross, "\b"), ==, GW_CROSSHAIR_PASSED);
  type (&cross, "51,4");
  g_assert_cmpint (type (&cross, "\033"), ==, GW_CROSSHAIR_TAKEN);
  g_assert_cmpint (type (&cross, "\033"), ==, GW_CROSSHAIR_PASSED);
  g_assert_false (gw_crosshair_take_typed (&cross));
}

static void
test_late_or_lonely_commas_are_passed (void)
{
  GwCrosshair cross = make ();

  g_assert_cmpint (type (&cross, ","), ==, GW_CROSSHAIR_PASSED);
  gw_crosshair_type (&cross, '3', 10 * G_USEC_PER_SEC);
  g_assert_cmpint (gw_crosshair_type (&cross, ',', 13 * G_USEC_PER_SEC), ==, GW_CROSSHAIR_PASSED);
  type (&cross, "3");
  gw_crosshair_type (&cross, '\0', 1000 * G_USEC_PER_SEC);
  g_assert_cmpint (type (&cross, ","), ==, GW_CROSSHAIR_PASSED);
}

static void
test_zero_within_a_number_is_taken (void)
{
  GwCrosshair cross = make ();

  g_assert_cmpint (type (&cross, "0"), ==, GW_CROSSHAIR_NOTED);
  gw_crosshair_stop_typing (&cross);
  g_assert_cmpint (type (&cross, "50"), ==, GW_CROSSHAIR_TAKEN);
  type (&cross, "0,40");
  g_assert_true (gw_crosshair_take_typed (&cross));
  g_assert_cmpfloat (cross.point.x, ==, 500.0);
}

/* Keys so many milliseconds after one another. */
static void
type_in_rhythm (GwCrosshair *cross, const char *keys, const int *pauses)
{
  gint64 now = 1000 * G_USEC_PER_SEC;

  for (gsize i = 0; keys[i] != '\0'; i++)
    {
      now += pauses[i] * (G_USEC_PER_SEC / 1000);
      gw_crosshair_type (cross, keys[i], now);
    }
}

static void
test_label_before_a_place_is_no_part_of_it (void)
{
  static const int label_first[] = { 0, 500, 120, 150, 130 };
  static const int two_labels[] = { 0, 100, 600, 120, 150, 130 };
  static const int one_digit[] = { 0, 500, 150 };
  static const int slow_hand[] = { 0, 700, 600, 800 };
  static const int fast_hand[] = { 0, 20, 20, 20, 20, 20 };
  const struct
  {
    const char *keys;
    const int *pauses;
    const char *place;
    guint n_other;
  } cases[] = {
    { "1300,", label_first, "300,", 1 }, { "1204,", label_first, "204,", 1 }, { "12300,", two_labels, "300,", 2 },
    { "15,", one_digit, "5,", 1 },       { "512,", slow_hand, "512,", 0 },    { "1300,", fast_hand, "300,", 1 },
    { "12300,", fast_hand, "300,", 2 },  { "512,", fast_hand, "512,", 0 },    { "9999,", fast_hand, "9999,", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GwCrosshair cross = make ();

      type_in_rhythm (&cross, cases[i].keys, cases[i].pauses);
      g_assert_cmpstr (gw_crosshair_get_typed (&cross), ==, cases[i].place);
      g_assert_cmpuint (cross.n_other, ==, cases[i].n_other);
    }
}

static void
test_long_places_are_bounded (void)
{
  GwCrosshair cross = make ();

  type (&cross, "12345678901234567890123456789012345678901234567890,1");
  gw_crosshair_stop_typing (&cross);
  type (&cross, "1,12345678901234567890123456789012345678901234567890");
  g_assert_true (gw_crosshair_take_typed (&cross));
  g_assert_cmpfloat (cross.point.y, ==, 480.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crosshair/stays-in-the-picture", test_stays_in_the_picture);
  g_test_add_func ("/crosshair/is-faster-while-held", test_is_faster_while_held);
  g_test_add_func ("/crosshair/typed-place-is-gone-to", test_typed_place_is_gone_to);
  g_test_add_func ("/crosshair/typing-can-be-taken-back", test_typing_can_be_taken_back);
  g_test_add_func ("/crosshair/late-or-lonely-commas-are-passed", test_late_or_lonely_commas_are_passed);
  g_test_add_func ("/crosshair/zero-within-a-number-is-taken", test_zero_within_a_number_is_taken);
  g_test_add_func ("/crosshair/label-before-a-place-is-no-part-of-it", test_label_before_a_place_is_no_part_of_it);
  g_test_add_func ("/crosshair/long-places-are-bounded", test_long_places_are_bounded);
  return g_test_run ();
}
