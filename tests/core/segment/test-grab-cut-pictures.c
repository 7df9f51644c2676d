/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GrabCut and extreme points on photographs from the boxes of what is in them, beside
 * what OpenCV made of the same boxes (tests/data/segment/make-grab-cut.py). All of them
 * are in tests/bench/run tools.
 */

#include <glib.h>

#include "gw-test-data.h"
#include "hands.h"
#include "known-objects.h"

typedef struct
{
  guint n;
  double tight, loose, extreme, opencv;
} Sums;

static void
find_object (const KnownObject *object, gpointer data)
{
  Sums *sums = data;
  HandResult tight, loose, extreme;

  hand_draw (HAND_SELECT_OBJECT, &object->pixels, &object->truth, 0, 2, &tight);
  hand_draw (HAND_SELECT_OBJECT, &object->pixels, &object->truth, 0.1, 2, &loose);
  hand_draw (HAND_EXTREME_POINTS, &object->pixels, &object->truth, 0, 0, &extreme);
  sums->n++;
  sums->tight += tight.iou;
  sums->loose += loose.iou;
  sums->extreme += extreme.iou;
  sums->opencv += object->opencv;
}

static void
test_pictures (gconstpointer data)
{
  const char *set = data;
  Sums sums = { 0 };

  if (!known_objects_foreach (set, 1, g_str_equal (set, "seg-camvid") ? 3 : 1, find_object, &sums))
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpuint (sums.n, >, 10);
  g_test_message (
      "%s: %u objects, mean IoU %.4f, of a box larger by a tenth on each side %.4f, of extreme points %.4f, "
      "OpenCV's from the tight box %.4f",
      set, sums.n, sums.tight / sums.n, sums.loose / sums.n, sums.extreme / sums.n, sums.opencv / sums.n);
  g_assert_cmpfloat (sums.tight, >=, sums.opencv);
  g_assert_cmpfloat (sums.loose, >=, sums.opencv);
  g_assert_cmpfloat (sums.extreme, >=, sums.tight);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/grab-cut/pictures/seg-camvid", "seg-camvid", test_pictures);
  g_test_add_data_func ("/grab-cut/pictures/seg-labelme", "seg-labelme", test_pictures);

  return g_test_run ();
}
