/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-read-choice.h"

#include <string.h>
#include <glib/gi18n.h>

static const char *const empty_values[] = { "negative", "unlabeled", NULL };
static const GwChoiceTitles empty_titles = { N_ ("Default"),
                                             0,
                                             { N_ ("Looked At, With Nothing in Them"), N_ ("Not Labeled Yet") } };
static const char *const flag_values[] = { "classification", "tags", NULL };
static const GwChoiceTitles flag_titles = { NULL, 1, { N_ ("Classes of the Image"), N_ ("Tags of the Image") } };
static const char *const group_values[] = { "keep", "merge", NULL };
static const GwChoiceTitles group_titles = { NULL,
                                             1,
                                             { N_ ("Objects in a Group"), N_ ("One Object of Several Parts") } };
static const char *const number_values[] = { "size", "corners", "center", NULL };
static const GwChoiceTitles number_titles = { N_ ("What Fits"),
                                              0,
                                              { N_ ("Corner and Size, in Pixels"), N_ ("Two Corners, in Pixels"),
                                                N_ ("Center and Size, in Fractions") } };
static const char *const origin_values[] = { "center", "corner", NULL };
static const GwChoiceTitles origin_titles = { N_ ("What Fits"),
                                              0,
                                              { N_ ("Their Center"), N_ ("Their Upper Left Corner") } };
static const char *const base_values[] = { "tool", "devkit", NULL };
static const GwChoiceTitles base_titles = {
  N_ ("As Labeling Tools Do"), 0, { N_ ("From 0, the Far Edge Outside"), N_ ("From 1, the Last Pixel Inside") }
};
static const char *const embedded_values[] = { "leave", "extract", NULL };
static const GwChoiceTitles embedded_titles = { NULL,
                                                1,
                                                { N_ ("Left in Their Files"), N_ ("Written Beside Their Files") } };
static const char *const region_values[] = { "class", "split", NULL };
static const GwChoiceTitles region_titles = { NULL, 1, { N_ ("One Object"), N_ ("An Object for Each Region") } };
static const char *const edge_values[] = { "nearest", "drop", NULL };
static const GwChoiceTitles edge_titles = { NULL, 1, { N_ ("Of the Nearest Class"), N_ ("Background") } };
static const char *const segmentation_values[] = { "with", "without", NULL };
static const GwChoiceTitles segmentation_titles = { NULL, 1, { N_ ("Joined With Their Boxes"), N_ ("Left Out") } };
static const char *const task_values[] = { "annotations", "predictions", NULL };
static const GwChoiceTitles task_titles = { N_ ("Annotations, Else Predictions"),
                                            0,
                                            { N_ ("Annotations of People"), N_ ("Predictions of Models") } };

static const char *const coordinate_values[] = { "fractions", "pixels", NULL };
static const GwChoiceTitles coordinate_titles = {
  NULL, 1, { N_ ("Fractions of the Image"), N_ ("Pixels, Where They Look Like It") }
};
static const char *const unnamed_values[] = { "leave-out", "make", NULL };
static const GwChoiceTitles unnamed_titles = { NULL, 1, { N_ ("Left Out"), N_ ("Made as Classes") } };
static const char *const score_values[] = { "probability", "logit", "multilabel", NULL };
static const GwChoiceTitles score_titles = {
  NULL, 1, { N_ ("Probabilities That Add up to 1"), N_ ("Logits, of Any Size"), N_ ("Probabilities on Their Own") }
};
static const char *const normalise_values[] = { "no", "yes", NULL };
static const GwChoiceTitles normalise_titles = { NULL, 1, { N_ ("Kept as They Are"), N_ ("Divided by Their Sum") } };
static const char *const truth_values[] = { "fill", "overwrite", "ignore", NULL };
static const GwChoiceTitles truth_titles = {
  NULL, 1, { N_ ("Labels of Images Without Labels"), N_ ("Labels of All Their Images"), N_ ("Left Out") }
};

static const char *const column_values[] = { "attributes", "leave-out", NULL };
static const GwChoiceTitles column_titles = { NULL, 1, { N_ ("Attributes of the Image"), N_ ("Left Out") } };

static const char *const rotation_values[] = { "keep", "turn", "back", NULL };
static const GwChoiceTitles rotation_titles = { NULL,
                                                1,
                                                { N_ ("Of the Pictures as They Are"),
                                                  N_ ("To Be Turned, as the Pictures Were"),
                                                  N_ ("To Be Turned Back to the Pictures") } };

static const GwReadChoice choices[] = {
  { GW_READ_CHOICE_BOX_NUMBERS, "box-numbers", N_ ("Four numbers of a box"), number_values, &number_titles, "WHAT",
    N_ ("Boxes as text: corner and size, two corners, or center and size in fractions: size, corners, center"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_BOX_ORIGIN, "box-origin", N_ ("The place of boxes is"), origin_values, &origin_titles, "WHAT",
    N_ ("CreateML: what the place of a box is, its center or its upper left corner: center, corner"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_PIXEL_BASE, "pixel-base", N_ ("Pixels count"), base_values, &base_titles, "WHAT",
    N_ ("Pascal VOC: coordinates from 0 (tool, default) or from 1 with the last pixel (devkit)"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_SEGMENTATION, "segmentation", N_ ("Masks beside the boxes are"), segmentation_values,
    &segmentation_titles, "HOW", N_ ("Pascal VOC: masks beside the boxes: with (default) or without"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_EMBEDDED, "embedded", N_ ("Missing pictures that are in label files are"), embedded_values,
    &embedded_titles, "HOW",
    N_ ("labelme: missing pictures that stand in their files: leave (default), or extract beside them"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_REGIONS, "regions", N_ ("Pixels of one class in a mask are"), region_values, &region_titles, "HOW",
    N_ ("Masks: pixels of one class are one object (class, default), or one for each region (split)"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_SOFT_EDGES, "soft-edges", N_ ("Colors of soft edges are"), edge_values, &edge_titles, "HOW",
    N_ ("Masks: colors between those of classes are of the nearest (default), or of none (drop)"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_MASK_THRESHOLD, "mask-threshold", N_ ("Gray from which on pixels are set, 1 to 255"), NULL, NULL,
    "1-255", N_ ("Masks in levels of gray: from which on pixels are set"), GW_READ_TEXT_GRAY },
  { GW_READ_CHOICE_MASK_PREFIX, "mask-prefix", N_ ("Names of masks begin with"), NULL, NULL, "TEXT",
    N_ ("Masks: what their names have before those of their pictures"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_MASK_SUFFIX, "mask-suffix", N_ ("Names of masks end with"), NULL, NULL, "TEXT",
    N_ ("Masks: what their names have behind those of their pictures"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_SPLITS, "splits", N_ ("Folders that are splits, between commas"), NULL, NULL, "NAMES",
    N_ ("Class folders: names of folders that are splits, between commas"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_TASK_LABELS, "task-labels", N_ ("Of each task are read"), task_values, &task_titles, "WHAT",
    N_ ("Label Studio: what is read of tasks that have both: annotations (default), predictions"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_ROTATION, "rotation", N_ ("Labels of pictures to be turned are"), rotation_values, &rotation_titles,
    "HOW", N_ ("Open Images: labels of pictures that the list wants turned: keep (default), turn with them, or back"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_COORDINATES, "coordinates", N_ ("Coordinates are"), coordinate_values, &coordinate_titles, "WHAT",
    N_ ("YOLO: what coordinates are: fractions (default), or pixels where they look like it"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_UNNAMED, "unnamed-classes", N_ ("Numbers of classes without a name are"), unnamed_values,
    &unnamed_titles, "HOW", N_ ("YOLO: numbers of classes that have no name: leave-out (default) or make"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_CLASSES, "classes", N_ ("Names of classes, a file"), NULL, NULL, "FILE",
    N_ ("Names of classes, one a line"), GW_READ_TEXT_FILE },
  { GW_READ_CHOICE_EMPTY, "empty-means", N_ ("Images without labels are"), empty_values, &empty_titles, "WHAT",
    N_ ("What images without labels are: negative or unlabeled"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_FLAGS, "flags", N_ ("Flags of an image are"), flag_values, &flag_titles, "WHAT",
    N_ ("labelme: flags of an image that are set are its classification (default) or tags"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_GROUPS, "groups", N_ ("Shapes of one class and group are"), group_values, &group_titles, "HOW",
    N_ ("labelme: shapes of one label and group, keep (default) or merge into one object"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_CLASS_ATTRIBUTE, "class-attribute", N_ ("Attribute that says the class"), NULL, NULL, "NAME",
    N_ ("VIA: the attribute of regions that is their class"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_ATTRIBUTE, "attribute", N_ ("Label attribute"), NULL, NULL, "NAME",
    N_ ("Manifests: the label attribute"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_MANIFEST, "manifest", N_ ("Manifest of the job, a file"), NULL, NULL, "FILE",
    N_ ("Worker responses: the manifest of the job, whose lines are their objects"), GW_READ_TEXT_FILE },
  { GW_READ_CHOICE_POSITIVE, "positive", N_ ("Positive class, where one column has the scores"), NULL, NULL, "CLASS",
    N_ ("Table: the class that one column of scores is about"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_SCORE_MODE, "score-mode", N_ ("Scores of classes are"), score_values, &score_titles, "MODE",
    N_ ("Table of scores: probability (default), logit or multilabel"), GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_NORMALISE, "normalise", N_ ("Probabilities that do not add up to 1 are"), normalise_values,
    &normalise_titles, NULL, N_ ("Table of scores: divide the probabilities of each image by their sum"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_TRUTH, "truth", N_ ("True classes beside scores become"), truth_values, &truth_titles, "HOW",
    N_ ("Table of scores: true classes fill images without labels (default), overwrite labels, or ignore"),
    GW_READ_TEXT_ANY },
  { GW_READ_CHOICE_COLUMNS, "columns", N_ ("Columns that are not known become"), column_values, &column_titles, "WHAT",
    N_ ("Table: columns that are not known: attributes of the images (default), or leave-out"), GW_READ_TEXT_ANY },
};

const GwReadChoice *
gw_read_choices_list (gsize *n)
{
  *n = G_N_ELEMENTS (choices);
  return choices;
}

const GwReadChoice *
gw_read_choice_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].name, name) == 0)
      return &choices[i];
  return NULL;
}

guint
gw_read_choice_get (const GwReadChoice *self, const GwReadOptions *options)
{
  switch (self->bit)
    {
    case GW_READ_CHOICE_EMPTY:
      return options->empty_means;
    case GW_READ_CHOICE_FLAGS:
      return options->flags_mean;
    case GW_READ_CHOICE_GROUPS:
      return options->groups;
    case GW_READ_CHOICE_BOX_NUMBERS:
      return options->box_numbers;
    case GW_READ_CHOICE_BOX_ORIGIN:
      return options->box_origin;
    case GW_READ_CHOICE_PIXEL_BASE:
      return options->pixel_base;
    case GW_READ_CHOICE_EMBEDDED:
      return options->embedded;
    case GW_READ_CHOICE_REGIONS:
      return options->regions;
    case GW_READ_CHOICE_SOFT_EDGES:
      return options->soft_edges;
    case GW_READ_CHOICE_SEGMENTATION:
      return options->segmentation;
    case GW_READ_CHOICE_TASK_LABELS:
      return options->task_labels;
    case GW_READ_CHOICE_COORDINATES:
      return options->coordinates;
    case GW_READ_CHOICE_ROTATION:
      return options->rotation;
    case GW_READ_CHOICE_UNNAMED:
      return options->unnamed;
    case GW_READ_CHOICE_SCORE_MODE:
      return options->score_mode;
    case GW_READ_CHOICE_NORMALISE:
      return options->normalise;
    case GW_READ_CHOICE_TRUTH:
      return options->truth;
    case GW_READ_CHOICE_COLUMNS:
      return options->columns;
    default:
      return 0;
    }
}

void
gw_read_choice_set (const GwReadChoice *self, GwReadOptions *options, guint value)
{
  g_return_if_fail (self->values != NULL && value <= g_strv_length ((char **) self->values));

  switch (self->bit)
    {
    case GW_READ_CHOICE_EMPTY:
      options->empty_means = (GwEmptyMeans) value;
      break;
    case GW_READ_CHOICE_FLAGS:
      options->flags_mean = (GwFlagsMean) value;
      break;
    case GW_READ_CHOICE_GROUPS:
      options->groups = (GwGroups) value;
      break;
    case GW_READ_CHOICE_BOX_NUMBERS:
      options->box_numbers = (GwBoxNumbers) value;
      break;
    case GW_READ_CHOICE_BOX_ORIGIN:
      options->box_origin = (GwBoxOrigin) value;
      break;
    case GW_READ_CHOICE_PIXEL_BASE:
      options->pixel_base = (GwPixelBase) value;
      break;
    case GW_READ_CHOICE_EMBEDDED:
      options->embedded = (GwEmbedded) value;
      break;
    case GW_READ_CHOICE_REGIONS:
      options->regions = (GwRegions) value;
      break;
    case GW_READ_CHOICE_SOFT_EDGES:
      options->soft_edges = (GwSoftEdges) value;
      break;
    case GW_READ_CHOICE_SEGMENTATION:
      options->segmentation = (GwSegmentation) value;
      break;
    case GW_READ_CHOICE_TASK_LABELS:
      options->task_labels = (GwTaskLabels) value;
      break;
    case GW_READ_CHOICE_ROTATION:
      options->rotation = (GwRotation) value;
      break;
    case GW_READ_CHOICE_COORDINATES:
      options->coordinates = (GwCoordinates) value;
      break;
    case GW_READ_CHOICE_UNNAMED:
      options->unnamed = (GwUnnamed) value;
      break;
    case GW_READ_CHOICE_SCORE_MODE:
      options->score_mode = (GwScoreMode) value;
      break;
    case GW_READ_CHOICE_NORMALISE:
      options->normalise = (GwSums) value;
      break;
    case GW_READ_CHOICE_TRUTH:
      options->truth = (GwTruth) value;
      break;
    case GW_READ_CHOICE_COLUMNS:
      options->columns = (GwColumns) value;
      break;
    default:
      g_assert_not_reached ();
    }
}

static const char **
find_text (const GwReadChoice *self, GwReadOptions *options)
{
  switch (self->bit)
    {
    case GW_READ_CHOICE_CLASSES:
      return &options->classes_file;
    case GW_READ_CHOICE_CLASS_ATTRIBUTE:
      return &options->class_attribute;
    case GW_READ_CHOICE_ATTRIBUTE:
      return &options->attribute;
    case GW_READ_CHOICE_MANIFEST:
      return &options->manifest;
    case GW_READ_CHOICE_POSITIVE:
      return &options->positive;
    case GW_READ_CHOICE_MASK_THRESHOLD:
      return &options->mask_threshold;
    case GW_READ_CHOICE_MASK_PREFIX:
      return &options->mask_prefix;
    case GW_READ_CHOICE_MASK_SUFFIX:
      return &options->mask_suffix;
    case GW_READ_CHOICE_SPLITS:
      return &options->splits;
    default:
      return NULL;
    }
}

const char *
gw_read_choice_get_text (const GwReadChoice *self, const GwReadOptions *options)
{
  GwReadOptions copy = *options;
  const char **text = find_text (self, &copy);

  return text != NULL ? *text : NULL;
}

void
gw_read_choice_set_text (const GwReadChoice *self, GwReadOptions *options, const char *text)
{
  const char **place = find_text (self, options);

  g_return_if_fail (place != NULL);

  *place = text;
}
