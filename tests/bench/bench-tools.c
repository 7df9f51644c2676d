/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many clicks the smart tools take, and how much of the object they get: a line for
 * each tool and set of pictures whose true pixels are known. The pointer's paths are in
 * tests/core/segment/hands.h; they end at an IoU of 0.9. GrabCut and extreme points are
 * also held against OpenCV's GrabCut, five iterations, of the same boxes.
 *
 * The name of a figure says: objects, clicks and strokes in the mean, the least IoU, and
 * how many of the objects come to 0.9; the figure is the mean IoU.
 */

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "hands.h"
#include "known-objects.h"
#include "peer.h"

typedef struct
{
  const char *name;
  const char *set;
  guint every_picture, every_object;
  gboolean is_sample;
} Set;

typedef struct
{
  HandTool tool;
  double more;
  guint most;
  guint n, n_enough, n_clicks;
  double sum, least;
} Counts;

/* --- ours ---------------------------------------------------------------------------- */

static void
draw (const KnownObject *object, gpointer data)
{
  Counts *counts = data;
  HandResult result;

  hand_draw (counts->tool, &object->pixels, &object->truth, counts->more, counts->most, &result);
  counts->n++;
  counts->n_enough += result.iou >= HAND_ENOUGH;
  counts->n_clicks += result.n_clicks;
  counts->sum += result.iou;
  counts->least = MIN (counts->least, result.iou);
}

static void
visit (const Set *set, KnownObjectFunc func, gpointer data)
{
  known_objects_foreach (set->set, set->every_picture * gw_bench_amount (1, 1000),
                         set->every_object * gw_bench_amount (1, 16), func, data);
}

static void
measure (const Set *set, HandTool tool, const char *how, double more, guint most, double opencv)
{
  /* What a person goes on correcting. */
  const gboolean is_held = set->is_sample && most == 0 && tool != HAND_EXTREME_POINTS;
  Counts counts = { .tool = tool, .more = more, .most = most, .least = 1 };
  g_autofree char *name = NULL;

  visit (set, draw, &counts);
  if (counts.n == 0)
    return;
  name = g_strdup_printf ("%s%s, %s: %u, %.1f clicks, least %.3f, %.0f %% get 0.9", hand_get_tool_name (tool), how,
                          set->name, counts.n, (double) counts.n_clicks / counts.n, counts.least,
                          100.0 * counts.n_enough / counts.n);
  gw_bench_report (name, counts.sum / counts.n, "IoU", is_held ? HAND_ENOUGH : 0,
                   opencv > 0 ? "OpenCV's GrabCut, same box" : NULL, opencv);
}

/* --- OpenCV -------------------------------------------------------------------------- */

/* The file has, for each object, the sides of a picture, the object's box in it, the
 * pixels, and a byte for each that is 1 in the object.
 */
static const char script[] =
    "import cv2\n"
    "cv2.setNumThreads(1)\n"
    "def load(path):\n"
    "    objects, dots, at = [], numpy.fromfile(path, numpy.uint8), 0\n"
    "    while at < len(dots):\n"
    "        width, height, *box = (int(i) for i in dots[at:at + 24].view(numpy.int32))\n"
    "        at, n = at + 24, width * height\n"
    "        picture = numpy.ascontiguousarray(dots[at:at + 4 * n].reshape(height, width, 4)[:, :, :3])\n"
    "        objects.append((picture, box, dots[at + 4 * n:at + 5 * n].reshape(height, width) == 1))\n"
    "        at += 5 * n\n"
    "    return (objects,)\n"
    "def find(picture, box, truth):\n"
    "    known = numpy.zeros(truth.shape, numpy.uint8)\n"
    "    cv2.setRNGSeed(1)\n"
    "    cv2.grabCut(picture, known, box, numpy.zeros((1, 65)), numpy.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)\n"
    "    found = known & 1 == 1\n"
    "    return (found & truth).sum() / (found | truth).sum()\n"
    "def work(objects):\n"
    "    return [find(*i) for i in objects]\n"
    "def check(found):\n"
    "    return float(sum(found) / len(found))\n";

typedef struct
{
  FILE *file;
  double more;
  gboolean is_sample;
} Dump;

/* Of the sample's pictures, which are large, the box and as much again around it. */
static void
dump (const KnownObject *object, gpointer data)
{
  const GwMask *truth = &object->truth;
  Dump *self = data;
  const gint32 dx = (gint32) lround (self->more * truth->width), dy = (gint32) lround (self->more * truth->height);
  const gint32 left = MAX (truth->x - dx, 0), right = MIN (truth->x + truth->width + dx, object->pixels.width);
  const gint32 top = MAX (truth->y - dy, 0), bottom = MIN (truth->y + truth->height + dy, object->pixels.height);
  GwPixels part = object->pixels;
  gint32 x = 0, y = 0;
  g_autofree guint8 *bytes = NULL;
  gint32 header[6];

  if (self->is_sample)
    {
      x = 2 * left - right;
      y = 2 * top - bottom;
      gw_pixels_crop (&object->pixels, &x, &y, 3 * (right - left), 3 * (bottom - top), &part);
    }
  if (right - left == part.width && bottom - top == part.height)
    return; /* it wants background */

  memcpy (header, (gint32[]) { part.width, part.height, left - x, top - y, right - left, bottom - top }, sizeof header);
  bytes = g_malloc0 ((gsize) part.width * (gsize) part.height);
  gw_mask_to_bitmap (truth, x, y, part.width, part.height, 1, bytes, (gsize) part.width);
  fwrite (header, sizeof header, 1, self->file);
  for (gint32 i = 0; i < part.height; i++)
    fwrite (part.pixels + (gsize) i * part.stride, 4, (gsize) part.width, self->file);
  fwrite (bytes, (gsize) part.width, (gsize) part.height, self->file);
}

/* 0 where OpenCV is not here. */
static double
ask_opencv (const Set *set, double more)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-tools-%d", g_get_tmp_dir (), (int) getpid ());
  Dump data = { fopen (path, "wb"), more, set->is_sample };
  g_autoptr (GwBenchPeer) peer = NULL;
  GwBenchAnswer answer = { 0 };
  long n_bytes;

  if (data.file == NULL)
    g_error ("cannot write %s", path);
  visit (set, dump, &data);
  n_bytes = ftell (data.file);
  fclose (data.file);
  if (n_bytes > 0)
    {
      peer = gw_bench_peer_new (script, path);
      gw_bench_peer_ask (peer, &answer);
    }
  g_unlink (path);

  return answer.check;
}

int
main (void)
{
  static const Set sets[] = {
    { "cells", "cells", 20, 3, TRUE },
    { "street", "street", 20, 1, TRUE },
    { "CamVid", "seg-camvid", 1, 1, FALSE },
    { "labelme", "seg-labelme", 1, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      const double tight = ask_opencv (&sets[i], 0), loose = ask_opencv (&sets[i], 0.1);

      for (HandTool tool = HAND_SCISSORS; tool <= HAND_SUPERPIXEL; tool++)
        measure (&sets[i], tool, "", 0, 0, 0);
      measure (&sets[i], HAND_SELECT_OBJECT, " (box)", 0, 2, tight);
      measure (&sets[i], HAND_SELECT_OBJECT, " (+10 %)", 0.1, 2, loose);
      measure (&sets[i], HAND_EXTREME_POINTS, "", 0, 0, tight);
    }

  return 0;
}
