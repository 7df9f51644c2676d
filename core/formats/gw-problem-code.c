/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-problem-code.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

typedef struct
{
  const char *code;
  const char *title;
  const char *changed; /* (nullable): what was done where something was changed */
} Code;

/* Sorted by code, for bsearch(). */
static const Code codes[] = {
  { "archive-damaged", N_ ("The archive is damaged or ends too early"), NULL },
  { "archive-duplicate", N_ ("The archive holds a file twice"), NULL },
  { "archive-empty", N_ ("The archive holds no files"), NULL },
  { "archive-encrypted", N_ ("The archive needs a password"), NULL },
  { "archive-entries", N_ ("The archive holds too many files"), NULL },
  { "archive-escape", N_ ("The archive names files outside of its folder"), NULL },
  { "archive-link", N_ ("The archive holds links or devices"), NULL },
  { "archive-size", N_ ("The archive would become too large"), NULL },
  { "archive-unknown", N_ ("The archive is of a kind that is not read"), NULL },
  { "attribute-differs", N_ ("Attributes of images have two values"), N_ ("The first one counts.") },
  { "bins-capped", N_ ("Histograms have fewer bins than their rule asks for"), NULL },
  { "box-degenerate", N_ ("Boxes have no area"), NULL },
  { "box-outside", N_ ("Shapes reach outside the image"), N_ ("Cut at the image border.") },
  { "box-skewed", N_ ("Corners of boxes are not those of rectangles"), N_ ("Polygons are made of them.") },
  { "box-swapped", N_ ("Corners of boxes are swapped"), N_ ("Put in order.") },
  { "class-duplicate", N_ ("Classes have the same name"), N_ ("Joined into one class.") },
  { "class-index-range", N_ ("Class numbers are beyond the list of names"), NULL },
  { "class-similar", N_ ("Class names differ only in case or blanks"), NULL },
  { "class-small", N_ ("Classes have fewer images than there are folds"), NULL },
  { "class-trimmed", N_ ("Class names had blanks at their ends"),
    N_ ("Written without them; the file's own spelling is kept for export.") },
  { "class-unknown", N_ ("Classes are not known"), N_ ("Made as new classes.") },
  { "column-foreign", N_ ("Columns are not known"), NULL },
  { "column-missing", N_ ("Columns are missing"), NULL },
  { "column-read-as", N_ ("Columns have other names"), N_ ("Read as what they mean.") },
  { "coord-looks-fraction", N_ ("Coordinates look like fractions of the image"), NULL },
  { "coord-looks-pixel", N_ ("Coordinates look like pixels"), NULL },
  { "coord-not-finite", N_ ("Coordinates are not numbers"), NULL },
  { "coord-out-of-range", N_ ("Coordinates are out of range"), N_ ("Moved to the border.") },
  { "encoding", N_ ("Text is not UTF-8"), NULL },
  { "folder-empty", N_ ("Folders hold no pictures"), NULL },
  { "group-differs", N_ ("Images are of several groups"), N_ ("The first one counts.") },
  { "id-dangling", N_ ("Labels name something that is not in the file"), NULL },
  { "id-duplicate", N_ ("Numbers are used twice"), N_ ("Given new numbers.") },
  { "id-type", N_ ("Numbers are not whole numbers"), N_ ("Kept as text.") },
  { "image-duplicate", N_ ("Images are named twice"), N_ ("Their labels are joined.") },
  { "image-embedded", N_ ("Missing pictures stand in their label files"), N_ ("Written beside the files.") },
  { "image-not-turned", N_ ("Pictures could not be turned upright"), NULL },
  { "image-partial", N_ ("Pictures can be decoded only in part"), NULL },
  { "image-renamed", N_ ("Copies of pictures got new names"), N_ ("A number is added to the name, or it is cut.") },
  { "image-turned", N_ ("Pictures are stored on their side"), N_ ("Their copies are upright.") },
  { "image-unreadable", N_ ("Pictures cannot be decoded"), NULL },
  { "json-depth", N_ ("JSON is nested too deeply"), NULL },
  { "json-syntax", N_ ("JSON is not well-formed"), NULL },
  { "key-duplicate", N_ ("Keys are given twice"), N_ ("The last one is taken.") },
  { "label-failed", N_ ("Jobs could not label images"), NULL },
  { "label-foreign", N_ ("Labels of other kinds"), NULL },
  { "label-layer", N_ ("Labels of several jobs are beside each other"), NULL },
  { "label-unpaired", N_ ("Labels and their metadata do not pair"), NULL },
  { "labels-unread", N_ ("Label files were not read"), NULL },
  { "limit", N_ ("Entries are larger than this program reads"), NULL },
  { "loss-absent", N_ ("Classes verified absent cannot be held"), NULL },
  { "loss-answers", N_ ("Answers of others to the same image cannot be held"), NULL },
  { "loss-attributes", N_ ("Attributes cannot be held"), NULL },
  { "loss-author", N_ ("Names of labelers cannot be held"), NULL },
  { "loss-classes", N_ ("Colors, keys or other properties of classes cannot be held"), NULL },
  { "loss-flags", N_ ("Marks of objects cannot be held"), NULL },
  { "loss-group", N_ ("Groups of objects cannot be held"), NULL },
  { "loss-holes", N_ ("Holes of polygons cannot be held"), N_ ("Written in another form.") },
  { "loss-image", N_ ("Images without labels cannot be held"), NULL },
  { "loss-labels", N_ ("Image labels cannot be held"), NULL },
  { "loss-multilabel", N_ ("Only one label of an image can be held"), NULL },
  { "loss-name", N_ ("Names of images that are not UTF-8 cannot be held"), NULL },
  { "loss-negative", N_ ("Images that hold nothing and images not labeled cannot be told apart"),
    N_ ("All are read alike.") },
  { "loss-objects", N_ ("Objects cannot be held"), NULL },
  { "loss-overlap", N_ ("Pixels hidden by other objects cannot be held"), NULL },
  { "loss-parts", N_ ("Parts of one object cannot be held together"), N_ ("Written as several objects.") },
  { "loss-rotation", N_ ("Turned boxes cannot be held"), N_ ("Written in another form.") },
  { "loss-score", N_ ("Confidences cannot be held"), NULL },
  { "loss-shape", N_ ("Shapes cannot be held"), N_ ("Written in another form.") },
  { "loss-skeleton", N_ ("Names of points cannot be held"), NULL },
  { "loss-skipped", N_ ("That images were skipped cannot be held"), NULL },
  { "loss-split", N_ ("Splits cannot be held"), NULL },
  { "loss-tags", N_ ("Tags cannot be held"), NULL },
  { "loss-truth", N_ ("True classes beside predictions cannot be held"), NULL },
  { "loss-unscored", N_ ("Objects have no confidence, and must have one"), N_ ("1 is written.") },
  { "mask-antialias", N_ ("Masks have soft edges"), N_ ("The nearest color is taken.") },
  { "mask-colour-unknown", N_ ("Masks have unknown colors"), NULL },
  { "mask-index", N_ ("Places of masks' palettes are not those of their colors"), N_ ("Read by color.") },
  { "mask-lossy", N_ ("Masks are stored with loss"), NULL },
  { "mask-size", N_ ("Masks differ in size from their image"), NULL },
  { "object-duplicate", N_ ("Labels are there twice"), N_ ("One of each is kept.") },
  { "orientation-suspect", N_ ("Labels were made on turned pictures"), N_ ("Turned to fit.") },
  { "origin-ambiguous", N_ ("The origin of boxes is not clear"), NULL },
  { "path-ambiguous", N_ ("Image names fit several images"), NULL },
  { "path-case", N_ ("Image names differ in case"), N_ ("Matched without regard to case.") },
  { "path-cleaned", N_ ("Image names hold characters that cannot be seen, or escapes"), N_ ("Read without them.") },
  { "path-escape", N_ ("Image paths lead outside the folder"), N_ ("Matched by the end of the path.") },
  { "path-guessed", N_ ("Images were found in another folder"),
    N_ ("Matched by the end of the path or by their name.") },
  { "path-length", N_ ("Image paths are too long for files that are called like them"), NULL },
  { "path-missing", N_ ("Images named in the file were not found"), NULL },
  { "prediction-missing", N_ ("Images are not among the predictions"), N_ ("Counted as images without any.") },
  { "ring-odd", N_ ("Polygons have an odd count of numbers"), NULL },
  { "ring-point-dropped", N_ ("Polygons have points twice in a row"), N_ ("One of each is kept.") },
  { "ring-selfcross", N_ ("Polygons cross themselves"), N_ ("Parted there; they cover the same.") },
  { "ring-short", N_ ("Polygons have fewer than three points"), N_ ("The box is taken instead.") },
  { "rle-char", N_ ("Masks hold characters that mean nothing"), NULL },
  { "rle-order-suspect", N_ ("Masks decode only with width and height swapped"), NULL },
  { "rle-short", N_ ("Masks end too early"), NULL },
  { "rle-sum", N_ ("Masks do not fill their image"), NULL },
  { "row-duplicate", N_ ("Rows are there twice"), NULL },
  { "row-fields", N_ ("Rows do not have the fields expected"), NULL },
  { "score-missing", N_ ("Scores are not in the file"), N_ ("Counted as 0.") },
  { "score-not-finite", N_ ("Confidences are not numbers"), N_ ("Taken as not given.") },
  { "score-range", N_ ("Confidences are not between 0 and 1"), N_ ("Taken as not given.") },
  { "score-sum", N_ ("Confidences do not add up to 1"), NULL },
  { "segment-empty", N_ ("Segments have no pixels"), NULL },
  { "segment-unknown", N_ ("Segments are not listed"), NULL },
  { "size-mismatch", N_ ("Image sizes differ from the pictures"), N_ ("The picture's own size is taken.") },
  { "size-missing", N_ ("Image sizes are not known"), NULL },
  { "skeleton-invalid", N_ ("Skeletons are not as they should be"), N_ ("What can be used of them is taken.") },
  { "task-ambiguous", N_ ("The kind of labels is not clear"), NULL },
  { "track-split", N_ ("Tracks were read as separate objects"), NULL },
  { "transform-undefined", N_ ("Columns cannot be transformed"), NULL },
  { "truncated-file", N_ ("The file ends too early"), NULL },
  { "truth-differs", N_ ("Images have several true classes"), N_ ("The first one counts.") },
  { "value-type", N_ ("Values are of another kind than expected"), N_ ("Taken as not given.") },
  { "xml-depth", N_ ("XML is nested too deeply"), NULL },
  { "xml-dtd", N_ ("XML declares its own entities"), NULL },
  { "xml-syntax", N_ ("XML is damaged"), NULL },
  { "yaml-syntax", N_ ("YAML is damaged"), NULL },
  { "yaml-tag", N_ ("YAML has tags or aliases"), NULL },
};

/* What keeping means, where “kept as they are” does not say it. */
static const struct
{
  const char *code;
  const char *kept;
} kept_texts[] = {
  { "class-similar", N_ ("Both stay as they are.") },
  { "image-embedded", N_ ("Left in them.") },
  { "image-unreadable", N_ ("Their labels are kept.") },
  { "label-failed", N_ ("They count as not labeled.") },
  { "label-layer", N_ ("The first of each kind are the labels, the others answers beside them.") },
  { "labels-unread", N_ ("Nothing of them is taken.") },
  { "orientation-suspect", N_ ("Kept as the file has them.") },
  { "path-missing", N_ ("Their labels are kept; the pictures can be located later.") },
  { "ring-selfcross", N_ ("Kept; what lies inside an odd number of times counts.") },
  { "size-missing", N_ ("Their labels are kept.") },
};

static const char *
find_kept_text (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kept_texts); i++)
    if (strcmp (kept_texts[i].code, code) == 0)
      return _ (kept_texts[i].kept);
  return _ ("Kept as they are.");
}

static int
compare_code (const void *key, const void *row)
{
  return strcmp (key, ((const Code *) row)->code);
}

static const Code *
find_code (const char *code)
{
  return bsearch (code, codes, G_N_ELEMENTS (codes), sizeof codes[0], compare_code);
}

const char *const *
gw_problem_codes_list (gsize *n)
{
  static const char *list[G_N_ELEMENTS (codes) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
        list[i] = codes[i].code;
      g_once_init_leave (&once, 1);
    }

  if (n != NULL)
    *n = G_N_ELEMENTS (codes);
  return list;
}

const char *
gw_problem_code_title (const char *code)
{
  const Code *found = find_code (code);

  return found != NULL ? _ (found->title) : code;
}

gboolean
gw_problem_code_is_loss (const char *code)
{
  return g_str_has_prefix (code, "loss-");
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* The same sentence for what will be and for what was. */
static char *
describe_images_and_labels (guint64 n_images, guint64 n_labels, gboolean planned)
{
  g_autofree char *images = g_strdup_printf (ngettext ("%" PRIu64 " image", "%" PRIu64 " images", n_images), n_images);
  g_autofree char *labels = g_strdup_printf (ngettext ("%" PRIu64 " label", "%" PRIu64 " labels", n_labels), n_labels);

  /* Translators: "3 images" and "117 labels" */
  return planned ? g_strdup_printf (_ ("%s with %s will be left out."), images, labels)
                 : g_strdup_printf (_ ("%s with %s were left out."), images, labels);
}

static char *
describe_images (guint64 n, gboolean planned)
{
  return planned ? g_strdup_printf (
             ngettext ("%" PRIu64 " image will be left out.", "%" PRIu64 " images will be left out.", n), n)
                 : g_strdup_printf (
                     ngettext ("%" PRIu64 " image was left out.", "%" PRIu64 " images were left out.", n), n);
}

static char *
describe_labels (guint64 n, gboolean planned)
{
  return planned ? g_strdup_printf (
             ngettext ("%" PRIu64 " label will be left out.", "%" PRIu64 " labels will be left out.", n), n)
                 : g_strdup_printf (
                     ngettext ("%" PRIu64 " label was left out.", "%" PRIu64 " labels were left out.", n), n);
}

static void
append_left_out (GString *text, const GwProblemKind *kind, gboolean planned)
{
  g_autofree char *sentence = NULL;

  if (kind->n_images > 0 && kind->n_labels > 0)
    sentence = describe_images_and_labels (kind->n_images, kind->n_labels, planned);
  else if (kind->n_images > 0)
    sentence = describe_images (kind->n_images, planned);
  else if (kind->n_labels > 0)
    sentence = describe_labels (kind->n_labels, planned);
  else
    sentence = g_strdup (planned ? _ ("Will be left out.") : _ ("Left out."));

  append_sentence (text, sentence);
}

static void
append_kept (GString *text, guint64 n, gboolean planned)
{
  g_autofree char *sentence = planned ? g_strdup_printf (ngettext ("%" PRIu64 " will be kept as it is.",
                                                                   "%" PRIu64 " will be kept as they are.", n),
                                                         n)
                                      : g_strdup_printf (ngettext ("%" PRIu64 " was kept as it is.",
                                                                   "%" PRIu64 " were kept as they are.", n),
                                                         n);

  append_sentence (text, sentence);
}

char *
gw_problem_kind_describe (const GwProblemKind *kind, gboolean planned)
{
  const Code *code = find_code (kind->code);
  GString *text = g_string_new (NULL);

  if (kind->outcomes[GW_OUTCOME_CHANGED] > 0)
    append_sentence (text, code != NULL && code->changed != NULL ? _ (code->changed) : _ ("Put right."));
  if (kind->outcomes[GW_OUTCOME_LEFT_OUT] > 0)
    append_left_out (text, kind, planned);
  if (kind->outcomes[GW_OUTCOME_KEPT] == kind->count)
    append_sentence (text, find_kept_text (kind->code));
  else if (kind->outcomes[GW_OUTCOME_KEPT] > 0)
    append_kept (text, kind->outcomes[GW_OUTCOME_KEPT], planned);

  if (kind->largest > 0 && strcmp (kind->code, "box-outside") == 0)
    {
      /* Less than a pixel is not nothing. */
      g_autofree char *sentence = g_strdup_printf (_ ("The largest overhang was %.*f px."), kind->largest < 10 ? 1 : 0,
                                                   kind->largest);

      append_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}
