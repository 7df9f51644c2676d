/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-write-choice.h"

#include <string.h>
#include <glib/gi18n.h>

static const char *const hole_values[] = { "bridge", "fill", NULL };
static const GwChoiceTitles hole_titles = { N_ ("Default"), 0, { N_ ("Joined by a Bridge"), N_ ("Filled") } };
static const char *const part_values[] = { "bridge", "split", NULL };
static const GwChoiceTitles part_titles = { NULL, 2, { N_ ("Joined by a Bridge"), N_ ("An Object Each") } };
static const char *const mask_values[] = { "compressed", "counts", NULL };
static const GwChoiceTitles mask_titles = { NULL, 1, { N_ ("Compressed Run Lengths"), N_ ("Plain Run Lengths") } };
static const char *const polygon_values[] = { "rings", "runs", NULL };
static const GwChoiceTitles polygon_titles = { NULL, 1, { N_ ("Rings of Points"), N_ ("Run Lengths, as Masks") } };
static const char *const layout_values[] = { "separate", "beside", NULL };
static const GwChoiceTitles layout_titles = {
  NULL, 1, { N_ ("In a Folder of Their Own"), N_ ("Beside the Images of Each Split") }
};
static const char *const number_values[] = { "new", "keep", NULL };
static const GwChoiceTitles number_titles = { NULL,
                                              1,
                                              { N_ ("New, from 1"), N_ ("Those of the File They Came From") } };
static const char *const table_values[] = { "labels", "scores", "detections", NULL };
static const GwChoiceTitles table_titles = { N_ ("What There Is"),
                                             0,
                                             { N_ ("Labels of Images"), N_ ("Scores of Classes"), N_ ("Boxes") } };
static const char *const base_values[] = { "tool", "devkit", NULL };
static const GwChoiceTitles base_titles = {
  N_ ("As They Were Read"), 0, { N_ ("From 0, the Far Edge Outside"), N_ ("From 1, the Last Pixel Inside") }
};
static const char *const segmentation_values[] = { "with", "without", NULL };
static const GwChoiceTitles segmentation_titles = { N_ ("As They Were Read"),
                                                    0,
                                                    { N_ ("Beside Their Boxes"), N_ ("Left Out") } };

static const GwNumberRange tolerances = { 0, 1000, 0.5, 0.5 };
static const GwNumberRange confidences = { 0, 1, 0, 0.05 };

static const GwWriteChoice choices[] = {
  { GW_WRITE_CHOICE_HOLES, "holes", N_ ("Holes of polygons"),
    N_ ("By default masks in COCO and CVAT, joined by bridges elsewhere"), hole_values, &hole_titles, "HOW",
    N_ ("Holes of polygons: bridge or fill"), NULL },
  { GW_WRITE_CHOICE_PARTS, "parts", N_ ("Parts of one object"), NULL, part_values, &part_titles, "HOW",
    N_ ("YOLO: parts of one object, split (default) or bridge"), NULL },
  { GW_WRITE_CHOICE_MASKS, "masks", N_ ("Masks"), NULL, mask_values, &mask_titles, "HOW",
    N_ ("COCO: compressed (default) or counts"), NULL },
  { GW_WRITE_CHOICE_POLYGONS, "polygons", N_ ("Polygons"), NULL, polygon_values, &polygon_titles, "HOW",
    N_ ("COCO: polygons as rings of points (rings, default) or as masks (runs)"), NULL },
  { GW_WRITE_CHOICE_LAYOUT, "layout", N_ ("Label files"), NULL, layout_values, &layout_titles, "HOW",
    N_ ("COCO: label files in a folder of their own (separate, default) or one beside the images of each split (beside)"),
    NULL },
  { GW_WRITE_CHOICE_NUMBERS, "numbers", N_ ("Numbers of images"), NULL, number_values, &number_titles, "HOW",
    N_ ("COCO: ids of images, by convert of objects too: from 1 (new) or those they had (keep, default from COCO)"),
    NULL },
  { GW_WRITE_CHOICE_TABLE, "table", N_ ("Tables"), N_ ("A file whose name ends in .csv holds one of them"),
    table_values, &table_titles, "WHICH", N_ ("Tables: labels, scores or detections alone; by default what there is"),
    NULL },
  { GW_WRITE_CHOICE_PIXEL_BASE, "pixel-base", N_ ("Pixels count"), NULL, base_values, &base_titles, "WHAT",
    N_ ("Pascal VOC: coordinates from 0 (tool) or from 1 with the last pixel (devkit); by default as they were read"),
    NULL },
  { GW_WRITE_CHOICE_SEGMENTATION, "segmentation", N_ ("Masks of objects"), NULL, segmentation_values,
    &segmentation_titles, "HOW",
    N_ ("Pascal VOC: masks of objects beside their boxes: with or without; by default as they were read"), NULL },
  { GW_WRITE_CHOICE_TOLERANCE, "tolerance", N_ ("Pixels by which outlines of masks are simplified"),
    N_ ("0 keeps every corner"), NULL, NULL, "PX",
    N_ ("YOLO: pixels by which outlines of masks are simplified (default 0.5)"), &tolerances },
  { GW_WRITE_CHOICE_ATTRIBUTE, "attribute", N_ ("Label attribute"), NULL, NULL, NULL, "NAME",
    N_ ("Manifests: the label attribute"), NULL },
  { GW_WRITE_CHOICE_MIN_CONFIDENCE, "min-confidence", N_ ("Least confidence"), N_ ("Labels of less are left out"), NULL,
    NULL, "C", N_ ("Manifests: leave out labels of less"), &confidences },
  { GW_WRITE_CHOICE_UPRIGHT, "upright", N_ ("Turn copies of images upright"),
    N_ ("Where their files say that they are to be turned"), NULL, NULL, NULL,
    N_ ("Turn copies of pictures upright whose files say that they are to be turned"), NULL },
  { GW_WRITE_CHOICE_COMPATIBLE, "compatible", N_ ("Confidences as other tools have them"),
    N_ ("At most 0.95, two decimals, 0 for none"), NULL, NULL, NULL,
    N_ ("Manifests: confidences as other tools have them"), NULL },
  { GW_WRITE_CHOICE_CHANNELS, "channels", N_ ("One manifest for each split"), N_ ("For training in pipe mode"), NULL,
    NULL, NULL, N_ ("Manifests: one for each split, for training in pipe mode"), NULL },
  { GW_WRITE_CHOICE_EMBED, "embed", N_ ("Pictures inside the label files"), N_ ("As well as the labels"), NULL, NULL,
    NULL, N_ ("labelme: put the pictures into the files, too"), NULL },
  { GW_WRITE_CHOICE_DUPLICATE, "duplicate", N_ ("Images in several folders"),
    N_ ("Where they have several labels; else they are left out"), NULL, NULL, NULL,
    N_ ("Class folders: put an image into the folder of each of its labels"), NULL },
};

const GwWriteChoice *
gw_write_choices_list (gsize *n)
{
  *n = G_N_ELEMENTS (choices);
  return choices;
}

const GwWriteChoice *
gw_write_choice_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].name, name) == 0)
      return &choices[i];
  return NULL;
}

GwWriteChoices
gw_write_choices_of (const GwFormat *format)
{
  return format->write_choices | ((format->flags & GW_FORMAT_TARGET_IS_FOLDER) != 0 ? GW_WRITE_CHOICE_UPRIGHT : 0);
}

guint
gw_write_choice_get (const GwWriteChoice *self, const GwWriteOptions *options)
{
  switch (self->bit)
    {
    case GW_WRITE_CHOICE_HOLES:
      return options->holes;
    case GW_WRITE_CHOICE_PARTS:
      return options->parts;
    case GW_WRITE_CHOICE_TABLE:
      return options->table;
    case GW_WRITE_CHOICE_MASKS:
      return options->masks;
    case GW_WRITE_CHOICE_POLYGONS:
      return options->polygons;
    case GW_WRITE_CHOICE_LAYOUT:
      return options->layout;
    case GW_WRITE_CHOICE_NUMBERS:
      return options->numbers;
    case GW_WRITE_CHOICE_PIXEL_BASE:
      return options->pixel_base;
    case GW_WRITE_CHOICE_SEGMENTATION:
      return options->segmentation;
    case GW_WRITE_CHOICE_UPRIGHT:
      return options->upright ? 1 : 0;
    case GW_WRITE_CHOICE_COMPATIBLE:
      return options->compatible ? 1 : 0;
    case GW_WRITE_CHOICE_CHANNELS:
      return options->channels ? 1 : 0;
    case GW_WRITE_CHOICE_EMBED:
      return options->embed ? 1 : 0;
    case GW_WRITE_CHOICE_DUPLICATE:
      return options->duplicate ? 1 : 0;
    default:
      return 0;
    }
}

void
gw_write_choice_set (const GwWriteChoice *self, GwWriteOptions *options, guint value)
{
  g_return_if_fail (value <= (self->values != NULL ? g_strv_length ((char **) self->values) : 1));

  switch (self->bit)
    {
    case GW_WRITE_CHOICE_HOLES:
      options->holes = (GwHoles) value;
      break;
    case GW_WRITE_CHOICE_TABLE:
      options->table = (GwWriteTable) value;
      break;
    case GW_WRITE_CHOICE_PARTS:
      options->parts = (GwParts) value;
      break;
    case GW_WRITE_CHOICE_MASKS:
      options->masks = (GwMasks) value;
      break;
    case GW_WRITE_CHOICE_POLYGONS:
      options->polygons = (GwPolygons) value;
      break;
    case GW_WRITE_CHOICE_LAYOUT:
      options->layout = (GwLayout) value;
      break;
    case GW_WRITE_CHOICE_NUMBERS:
      options->numbers = (GwNumbers) value;
      break;
    case GW_WRITE_CHOICE_PIXEL_BASE:
      options->pixel_base = (GwPixelBase) value;
      break;
    case GW_WRITE_CHOICE_SEGMENTATION:
      options->segmentation = (GwSegmentation) value;
      break;
    case GW_WRITE_CHOICE_UPRIGHT:
      options->upright = value == 1;
      break;
    case GW_WRITE_CHOICE_COMPATIBLE:
      options->compatible = value == 1;
      break;
    case GW_WRITE_CHOICE_CHANNELS:
      options->channels = value == 1;
      break;
    case GW_WRITE_CHOICE_EMBED:
      options->embed = value == 1;
      break;
    case GW_WRITE_CHOICE_DUPLICATE:
      options->duplicate = value == 1;
      break;
    default:
      g_assert_not_reached ();
    }
}

double
gw_write_choice_get_number (const GwWriteChoice *self, const GwWriteOptions *options)
{
  switch (self->bit)
    {
    case GW_WRITE_CHOICE_TOLERANCE:
      return options->tolerance == 0 ? self->range->usual : MAX (options->tolerance, 0);
    case GW_WRITE_CHOICE_MIN_CONFIDENCE:
      return options->min_confidence;
    default:
      g_return_val_if_reached (0);
    }
}

void
gw_write_choice_set_number (const GwWriteChoice *self, GwWriteOptions *options, double number)
{
  g_return_if_fail (self->range != NULL && number >= self->range->lowest && number <= self->range->highest);

  switch (self->bit)
    {
    case GW_WRITE_CHOICE_TOLERANCE:
      /* 0 is to leave it to the format. */
      options->tolerance = number > 0 ? number : -1;
      break;
    case GW_WRITE_CHOICE_MIN_CONFIDENCE:
      options->min_confidence = number;
      break;
    default:
      g_assert_not_reached ();
    }
}

const char *
gw_write_choice_get_text (const GwWriteChoice *self, const GwWriteOptions *options)
{
  g_return_val_if_fail (self->bit == GW_WRITE_CHOICE_ATTRIBUTE, NULL);

  return options->attribute;
}

void
gw_write_choice_set_text (const GwWriteChoice *self, GwWriteOptions *options, const char *text)
{
  g_return_if_fail (self->bit == GW_WRITE_CHOICE_ATTRIBUTE);

  options->attribute = text;
}

GwWriteChoiceKind
gw_write_choice_get_kind (const GwWriteChoice *self)
{
  return self->values != NULL  ? GW_WRITE_CHOICE_KIND_WORD
         : self->range != NULL ? GW_WRITE_CHOICE_KIND_NUMBER
         : self->arg != NULL   ? GW_WRITE_CHOICE_KIND_TEXT
                               : GW_WRITE_CHOICE_KIND_YES;
}
