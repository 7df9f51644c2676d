/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-intake.h"

G_BEGIN_DECLS

/* Options of reading and writing formats that import, export and convert have
 * in common; one call of the program has one set of them.
 */
typedef struct
{
  char *attribute;
  char *classes;
  char *empty;
  char *flags;
  char *groups;
  char *box_numbers;
  char *box_origin;
  char *class_attribute;
  char *positive;
  char *score_mode;
  gboolean normalise;
  char *truth;
  char *manifest;
  char *pixel_base;
  char *segmentation;
  char *task_labels;
  char *coordinates;
  char *rotation;
  char *unnamed;
  char *outside;
  char *degenerate;
  char *duplicates;
  char *self_crossing;
  char *repeated_points;
  char *short_rings;
  gboolean leave_out_missing;
  gboolean turn;
  char *other_size;
  char *embedded;
  char *regions;
  char *soft_edges;
  char *mask_threshold;
  char *mask_prefix;
  char *mask_suffix;
  char *splits;
  gboolean embed;
  gboolean copy_images;
  gboolean upright;
  char *link_images;
  gboolean overwrite;
  gboolean strict;
  gboolean lossless;
  gboolean compatible;
  gboolean channels;
  gboolean duplicate;
  char *holes;
  char *parts;
  char *table;
  char *tolerance;
  char *masks;
  char *polygons;
  char *layout;
  char *numbers;
  double min_confidence;
} GwCliFormats;

extern GwCliFormats gw_cli_formats;

/* clang-format off */
#define GW_CLI_ATTRIBUTE_OPTION \
  { "attribute", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.attribute, N_ ("The label attribute of a manifest"), \
    "NAME" }

#define GW_CLI_PIXEL_BASE_OPTION \
  { "pixel-base", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.pixel_base, \
    N_ ("Pascal VOC: coordinates from 0 (tool) or from 1 with the last pixel (devkit)"), "WHAT" }

/* Of scores of a classifier, wherever a table of them is read. */
#define GW_CLI_SCORE_MODE_OPTION \
  { "score-mode", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.score_mode, \
    N_ ("Table of scores: probability (default), logit or multilabel"), "MODE" }

#define GW_CLI_NORMALISE_OPTION \
  { "normalise", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.normalise, \
    N_ ("Table of scores: divide the probabilities of each image by their sum"), NULL }

#define GW_CLI_SEGMENTATION_OPTION \
  { "segmentation", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.segmentation, \
    N_ ("Pascal VOC: masks beside the boxes: with or without (written: as they were read)"), "HOW" }

#define GW_CLI_READ_OPTIONS \
  { "classes", 0, 0, G_OPTION_ARG_FILENAME, &gw_cli_formats.classes, N_ ("Names of classes, one a line"), "FILE" }, \
    { "empty-means", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.empty, \
      N_ ("What images without labels are: negative or unlabeled"), "WHAT" }, \
    { "flags", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.flags, \
      N_ ("labelme: flags of an image that are set are its classification (default) or tags"), "WHAT" }, \
    { "regions", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.regions, \
      N_ ("Masks: pixels of one class are one object (class, default), or one for each region (split)"), "HOW" }, \
    { "soft-edges", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.soft_edges, \
      N_ ("Masks: colors between those of classes are of the nearest (default), or of none (drop)"), "HOW" }, \
    { "mask-threshold", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.mask_threshold, \
      N_ ("Masks in levels of grey: from which on pixels are set"), "1-255" }, \
    { "mask-prefix", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.mask_prefix, \
      N_ ("Masks: what their names have before those of their pictures"), "TEXT" }, \
    { "mask-suffix", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.mask_suffix, \
      N_ ("Masks: what their names have behind those of their pictures"), "TEXT" }, \
    { "splits", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.splits, \
      N_ ("Class folders: names of folders that are splits, between commas"), "NAMES" }, \
    { "embedded", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.embedded, \
      N_ ("labelme: missing pictures that stand in their files: leave (default), or extract beside them"), "HOW" }, \
    { "groups", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.groups, \
      N_ ("labelme: shapes of one label and group, keep (default) or merge into one object"), "HOW" }, \
    { "box-numbers", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.box_numbers, \
      N_ ("Boxes as text: corner and size, two corners, or center and size in fractions: size, corners, center"), \
      "WHAT" }, \
    { "box-origin", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.box_origin, \
      N_ ("CreateML: what the place of a box is, its center or its upper left corner: center, corner"), "WHAT" }, \
    { "manifest", 0, 0, G_OPTION_ARG_FILENAME, &gw_cli_formats.manifest, \
      N_ ("Worker responses: the manifest of the job, whose lines are their objects"), "FILE" }, \
    { "positive", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.positive, \
      N_ ("Table: the class that one column of scores is about"), "CLASS" }, \
    GW_CLI_SCORE_MODE_OPTION, \
    GW_CLI_NORMALISE_OPTION, \
    { "truth", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.truth, \
      N_ ("Table of scores: true classes fill images without labels (default), overwrite labels, or ignore"), \
      "HOW" }, \
    { "class-attribute", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.class_attribute, \
      N_ ("VIA: the attribute of regions that is their class"), "NAME" }, \
    { "task-labels", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.task_labels, \
      N_ ("Label Studio: what is read of tasks that have both: annotations (default), predictions"), "WHAT" }, \
    { "coordinates", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.coordinates, \
      N_ ("YOLO: what coordinates are: fractions (default), or pixels where they look like it"), "WHAT" }, \
    { "rotation", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.rotation, \
      N_ ("Open Images: labels of pictures that the list wants turned: keep (default), turn with them, or back"), \
      "HOW" }, \
    { "unnamed-classes", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.unnamed, \
      N_ ("YOLO: numbers of classes that have no name: leave-out (default) or make"), "HOW" }, \
    { "outside", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.outside, \
      N_ ("Shapes that reach outside of the image: keep (default), fix or reject"), "RULE" }, \
    { "degenerate", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.degenerate, \
      N_ ("Boxes without area: reject (default), keep or fix"), "RULE" }, \
    { "duplicates", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.duplicates, \
      N_ ("Objects that are there twice: reject (default) or keep"), "RULE" }, \
    { "self-crossing", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.self_crossing, \
      N_ ("Polygons that cross themselves: keep (default), fix or reject"), "RULE" }, \
    { "repeated-points", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.repeated_points, \
      N_ ("Points of polygons that are there twice in a row: fix (default), keep or reject"), "RULE" }, \
    { "short-rings", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.short_rings, \
      N_ ("Polygons of fewer than three points: reject (default), or fix to make them boxes"), "RULE" }, \
    { "leave-out-missing", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.leave_out_missing, \
      N_ ("Leave out labels whose picture is not found"), NULL }, \
    { "turn", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.turn, \
      N_ ("Turn labels that were made before the picture was turned upright"), NULL }, \
    { "other-size", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.other_size, \
      N_ ("Labels of the picture in another size, of the same ratio: keep (default) or fix, which scales them"), \
      "RULE" }

#define GW_CLI_WRITE_OPTIONS \
  { "copy-images", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.copy_images, N_ ("Put the pictures beside the labels"), \
    NULL }, \
    { "link-images", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.link_images, \
      N_ ("Link the pictures instead: hard or symbolic"), "HOW" }, \
    { "upright", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.upright, \
      N_ ("Turn copies of pictures upright whose files say that they are to be turned"), NULL }, \
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.overwrite, N_ ("Write over what is there"), NULL }, \
    { "strict", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.strict, N_ ("Refuse where anything would be lost"), NULL }, \
    { "lossless", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.lossless, N_ ("Write every digit and fact"), NULL }, \
    { "compatible", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.compatible, \
      N_ ("Manifests: confidences as other tools have them"), NULL }, \
    { "channels", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.channels, \
      N_ ("Manifests: one for each split, for training in pipe mode"), NULL }, \
    { "min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &gw_cli_formats.min_confidence, \
      N_ ("Manifests: leave out labels of less"), "C" }, \
    { "embed", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.embed, N_ ("labelme: put the pictures into the files, too"), \
      NULL }, \
    { "duplicate", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.duplicate, \
      N_ ("Class folders: put an image into the folder of each of its labels"), NULL }, \
    { "table", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.table, \
      N_ ("Tables: labels, scores or detections alone; by default what there is"), "WHICH" }, \
    { "holes", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.holes, N_ ("Holes of polygons: bridge or fill"), "HOW" }, \
    { "parts", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.parts, \
      N_ ("YOLO: parts of one object, split (default) or bridge"), "HOW" }, \
    { "tolerance", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.tolerance, \
      N_ ("YOLO: pixels by which outlines of masks are simplified (default 0.5)"), "PX" }, \
    { "masks", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.masks, N_ ("COCO: compressed (default) or counts"), "HOW" }, \
    { "polygons", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.polygons, \
      N_ ("COCO: polygons as rings of points (rings, default) or as masks (runs)"), "HOW" }, \
    { "layout", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.layout, \
      N_ ("COCO: label files in a folder of their own (separate, default) or one beside the images of each split " \
          "(beside)"), "HOW" }, \
    { "numbers", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.numbers, \
      N_ ("COCO: ids of images, by convert of objects too: from 1 (new) or those they had (keep, default from COCO)"), "HOW" }
/* clang-format on */

/* A name that is none is a matter of usage. */
const GwFormat *gw_cli_find_format (const char *name, GError **error);

/* Sets the choice of a name (gw-read-choice.h) by a word of an option; text NULL leaves it
 * to the format. FALSE with G_OPTION_ERROR for a word that is none.
 */
gboolean gw_cli_formats_take_choice (const char *name, const char *text, GwReadOptions *read, GError **error);
/* Into the core's options; FALSE with G_OPTION_ERROR for a word that is none. */
gboolean gw_cli_formats_get_read (GwReadOptions *read, GwIntakeRules *rules, GError **error);
gboolean gw_cli_formats_get_write (GwWriteOptions *write, GError **error);

/* Adds to an error of writing which option would change it, where there is one. */
void gw_cli_formats_explain (const GwFormat *format, GwProblems *problems, GError *error);
/* The folder that a target will lie in, where it is not there and so will be
 * made. (transfer full) (nullable)
 */
char *gw_cli_formats_find_missing_folder (const char *target);
/* Says that it was made; folder NULL says nothing. json NULL: as text. */
void gw_cli_formats_tell_folder (GwCli *cli, GwJsonWriter *json, const char *folder);

G_END_DECLS
