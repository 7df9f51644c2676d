/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-file-writer.h"
#include "gw-folder-writer.h"
#include "gw-image-table.h"
#include "gw-problem.h"
#include "gw-record-counts.h"
#include "gw-record.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Exchange formats: one module a format, one line in the registry
 * (gw-format-registry.c). A reader gives the head of a set of labels and then
 * a record for each image; a writer takes the same. Neither knows a project:
 * core/exchange joins them with the store.
 */
typedef struct _GwFormat GwFormat;
typedef struct _GwReader GwReader;
typedef struct _GwWriter GwWriter;

/* How sure a reader is that a source is of its format, and why. */
typedef struct
{
  int confidence;   /* 0: not mine, 100: certain */
  char reason[160]; /* a sentence in the user's language */
} GwDetection;

/* What a source holds, however much of it could be used. */
typedef struct
{
  guint64 images; /* images named or found */
  guint64 labels; /* objects, image labels and scores */
} GwReadCounts;

typedef enum
{
  GW_EMPTY_AUTO = 0, /* as the format's spec says */
  GW_EMPTY_NEGATIVE, /* an image without labels was looked at and holds nothing */
  GW_EMPTY_UNLABELED
} GwEmptyMeans;

/* What flags of a whole image are that are set (labelme). */
typedef enum
{
  GW_FLAGS_DEFAULT = 0, /* labels of the image */
  GW_FLAGS_LABELS,
  GW_FLAGS_TAGS
} GwFlagsMean;

/* Shapes of one class and group (labelme). */
typedef enum
{
  GW_GROUPS_DEFAULT = 0, /* objects that share a group */
  GW_GROUPS_KEEP,
  GW_GROUPS_MERGE /* one object of several parts */
} GwGroups;

/* What the four numbers of a box are, in text files that do not say. */
typedef enum
{
  GW_BOX_NUMBERS_AUTO = 0, /* what fits into the pictures */
  GW_BOX_NUMBERS_SIZE,     /* upper left corner, width and height, in pixels */
  GW_BOX_NUMBERS_CORNERS,  /* upper left and lower right corner, in pixels */
  GW_BOX_NUMBERS_CENTER,   /* center, width and height, in fractions of the picture */
  GW_BOX_NUMBERS_N
} GwBoxNumbers;

/* What the place of a box is in CreateML files. */
typedef enum
{
  GW_BOX_ORIGIN_AUTO = 0, /* what fits into the pictures; the center where both do */
  GW_BOX_ORIGIN_CENTER,
  GW_BOX_ORIGIN_CORNER /* the upper left one */
} GwBoxOrigin;

/* What coordinates of Pascal VOC are. */
typedef enum
{
  GW_PIXEL_BASE_DEFAULT = 0, /* read: as of tools; written: as they were read */
  GW_PIXEL_BASE_TOOL,        /* from 0, the far edge outside, as labeling tools have them */
  GW_PIXEL_BASE_DEVKIT       /* from 1, the last pixel inside, as the development kit has them */
} GwPixelBase;

/* Pictures that stand in label files and are nowhere else (labelme). */
typedef enum
{
  GW_EMBEDDED_DEFAULT = 0, /* told of */
  GW_EMBEDDED_LEAVE,
  GW_EMBEDDED_EXTRACT /* written beside their files */
} GwEmbedded;

/* Pixels of one class in masks that do not tell objects. */
typedef enum
{
  GW_REGIONS_DEFAULT = 0, /* one object */
  GW_REGIONS_CLASS,
  GW_REGIONS_SPLIT /* an object for each connected region */
} GwRegions;

/* Colors between those of classes in masks. */
typedef enum
{
  GW_SOFT_EDGES_DEFAULT = 0, /* of the nearest class */
  GW_SOFT_EDGES_NEAREST,
  GW_SOFT_EDGES_DROP /* of none */
} GwSoftEdges;

/* Masks beside the boxes of Pascal VOC. */
typedef enum
{
  GW_SEGMENTATION_DEFAULT = 0, /* read: with the boxes; written: as they were read */
  GW_SEGMENTATION_WITH,
  GW_SEGMENTATION_WITHOUT
} GwSegmentation;

/* What is read of a task that has both (Label Studio). */
typedef enum
{
  GW_TASK_LABELS_DEFAULT = 0, /* annotations, and predictions where no task has any */
  GW_TASK_LABELS_ANNOTATIONS,
  GW_TASK_LABELS_PREDICTIONS
} GwTaskLabels;

/* How the turns that a list of images tells (Open Images) are meant: by so many degrees a stored picture is to be
 * turned to the left to be upright.
 */
typedef enum
{
  GW_ROTATION_DEFAULT = 0, /* labels are of the pictures as they are, which is doubted */
  GW_ROTATION_KEEP,        /* they are */
  GW_ROTATION_TURN,        /* the pictures have been turned, and the labels are to be */
  GW_ROTATION_BACK         /* labels are of turned pictures, and the pictures are as they were */
} GwRotation;

/* Which of GwReadOptions a format heeds that a person may be asked for (gw-read-choice.h). */
typedef enum
{
  GW_READ_CHOICE_EMPTY = 1 << 0,
  GW_READ_CHOICE_FLAGS = 1 << 1,
  GW_READ_CHOICE_GROUPS = 1 << 2,
  GW_READ_CHOICE_BOX_NUMBERS = 1 << 3,
  GW_READ_CHOICE_BOX_ORIGIN = 1 << 4,
  GW_READ_CHOICE_PIXEL_BASE = 1 << 5,
  GW_READ_CHOICE_CLASS_ATTRIBUTE = 1 << 6,
  GW_READ_CHOICE_ATTRIBUTE = 1 << 7,
  GW_READ_CHOICE_POSITIVE = 1 << 8,
  GW_READ_CHOICE_TASK_LABELS = 1 << 9,
  GW_READ_CHOICE_COORDINATES = 1 << 10,
  GW_READ_CHOICE_UNNAMED = 1 << 11,
  GW_READ_CHOICE_MANIFEST = 1 << 12,
  GW_READ_CHOICE_SCORE_MODE = 1 << 13,
  GW_READ_CHOICE_NORMALISE = 1 << 14,
  GW_READ_CHOICE_TRUTH = 1 << 15,
  GW_READ_CHOICE_SEGMENTATION = 1 << 16,
  GW_READ_CHOICE_ROTATION = 1 << 17,
  GW_READ_CHOICE_EMBEDDED = 1 << 18,
  GW_READ_CHOICE_REGIONS = 1 << 19,
  GW_READ_CHOICE_SOFT_EDGES = 1 << 20,
  GW_READ_CHOICE_MASK_THRESHOLD = 1 << 21,
  GW_READ_CHOICE_MASK_PREFIX = 1 << 22,
  GW_READ_CHOICE_MASK_SUFFIX = 1 << 23,
  GW_READ_CHOICE_SPLITS = 1 << 24,
  GW_READ_CHOICE_CLASSES = 1 << 25,
  GW_READ_CHOICE_COLUMNS = 1 << 26
} GwReadChoices;

/* What coordinates of YOLO are. */
typedef enum
{
  GW_COORDINATES_DEFAULT = 0, /* fractions of the image; files that look like pixels are left out */
  GW_COORDINATES_FRACTIONS,
  GW_COORDINATES_PIXELS /* files that look like pixels are divided by the size of the image */
} GwCoordinates;

/* Numbers of classes that have no name. */
typedef enum
{
  GW_UNNAMED_DEFAULT = 0, /* their objects are left out */
  GW_UNNAMED_LEAVE_OUT,
  GW_UNNAMED_MAKE /* classes “class_7” are made of them */
} GwUnnamed;

/* What the scores of a classifier are (tables). */
typedef enum
{
  GW_SCORE_MODE_DEFAULT = 0, /* probabilities */
  GW_SCORE_MODE_PROBABILITY, /* each from 0 to 1, those of an image add up to 1 */
  GW_SCORE_MODE_LOGIT,       /* any finite number; kept as it is, and shown as softmax makes it */
  GW_SCORE_MODE_MULTILABEL   /* each from 0 to 1, on its own */
} GwScoreMode;

/* Probabilities of an image that do not add up to 1. */
typedef enum
{
  GW_SUMS_DEFAULT = 0, /* kept */
  GW_SUMS_KEEP,
  GW_SUMS_MEND /* divided by their sum */
} GwSums;

/* What is true beside predictions becomes labels of images. */
typedef enum
{
  GW_TRUTH_DEFAULT = 0, /* of those that have none */
  GW_TRUTH_FILL,
  GW_TRUTH_OVERWRITE, /* of all that have a truth: other labels of them give way */
  GW_TRUTH_IGNORE     /* of none */
} GwTruth;

/* Columns of tables that are not known and say something of the image. */
typedef enum
{
  GW_COLUMNS_DEFAULT = 0, /* attributes of the images */
  GW_COLUMNS_ATTRIBUTES,
  GW_COLUMNS_LEAVE_OUT
} GwColumns;

/* The strings must live until the reader is closed. */
typedef struct
{
  const char *images_dir;      /* (nullable): where pictures lie */
  const char *classes_file;    /* (nullable): names, one a line, for formats without */
  const char *attribute;       /* (nullable): which label attribute of a manifest; NULL: the first that is known */
  const char *manifest;        /* (nullable): whose lines are the objects that worker responses number */
  const char *mask_threshold;  /* (nullable): grey, from 1 to 255, from which on a pixel of a mask is set */
  const char *mask_prefix;     /* (nullable): what names of masks have before those of their pictures */
  const char *mask_suffix;     /* (nullable): and behind */
  const char *splits;          /* (nullable): names of folders that are splits, between commas (class folders) */
  const char *class_attribute; /* (nullable): which attribute of regions says their class (VIA) */
  GwEmptyMeans empty_means;
  GwFlagsMean flags_mean;
  GwGroups groups;
  GwBoxNumbers box_numbers;
  GwBoxOrigin box_origin;
  GwTaskLabels task_labels;
  GwRotation rotation;
  GwPixelBase pixel_base;
  GwSegmentation segmentation;
  GwEmbedded embedded;
  GwRegions regions;
  GwSoftEdges soft_edges;
  GwCoordinates coordinates;
  GwUnnamed unnamed;
  GwScoreMode score_mode;
  GwSums normalise; /* of probabilities alone */
  GwColumns columns;
  GwTruth truth;              /* ignored truths are not read; whether others overwrite is whose import it is */
  const char *positive;       /* (nullable): the class that a table with one column of scores is about */
  gboolean name_positive;     /* without it such a table is read as one of a class “positive”, and told of */
  gboolean keep_given;        /* COCO: area and box stay in the bag of each object as the file has them, for scores */
  gboolean keep_numbers;      /* COCO: the number of each object stays in its bag, for GW_NUMBERS_KEEP */
  gboolean object_numbers;    /* worker responses: images are called by their numbers, and no manifest is needed */
  gboolean keep_layers;       /* manifests: label attributes beside the first of each kind come too, as records apart */
  gboolean keep_lines;        /* records carry their raw line, and lines that are no image come too */
  GHashTable *image_paths;    /* (nullable): image id as text -> path, for files that name images by number */
  GwImageTable *known_images; /* (nullable): the project's, with their sizes, for tables of fractions */
  const GwRecordHead *known;  /* (nullable): classes with aliases, for files that name classes by number */
  GwWork *work;               /* (nullable): is told how far reading is */
} GwReadOptions;

typedef enum
{
  GW_COPY_NONE = 0, /* no pictures beside the labels */
  GW_COPY_COPY,
  GW_COPY_LINK, /* hard links; a copy where the file system cannot */
  GW_COPY_SYMLINK
} GwCopyMode;

typedef enum
{
  GW_HOLES_DEFAULT = 0, /* as the format's spec says */
  GW_HOLES_BRIDGE,      /* one ring, joined by bridges of no width */
  GW_HOLES_FILL
} GwHoles;

/* Several parts of one polygon or mask, where an object has one ring. */
typedef enum
{
  GW_PARTS_DEFAULT = 0, /* several objects */
  GW_PARTS_BRIDGE,      /* one ring, joined by bridges of no width */
  GW_PARTS_SPLIT
} GwParts;

typedef enum
{
  GW_MASKS_DEFAULT = 0, /* compressed run lengths */
  GW_MASKS_COMPRESSED,
  GW_MASKS_COUNTS /* plain run lengths */
} GwMasks;

/* Polygons, where a format has masks as well. */
typedef enum
{
  GW_POLYGONS_DEFAULT = 0, /* rings of points */
  GW_POLYGONS_RINGS,
  GW_POLYGONS_RUNS /* masks, in the form of GwMasks */
} GwPolygons;

/* Where the label files of a set are, each of which is of one split (COCO). */
typedef enum
{
  GW_LAYOUT_DEFAULT = 0, /* in a folder of their own */
  GW_LAYOUT_SEPARATE,
  GW_LAYOUT_BESIDE /* beside the images, which have a folder for each split */
} GwLayout;

/* Numbers by which a file names its images and objects (COCO). */
typedef enum
{
  GW_NUMBERS_DEFAULT = 0, /* new ones, but those of the source from COCO to COCO */
  GW_NUMBERS_NEW,         /* from 1 */
  GW_NUMBERS_KEEP         /* those of an earlier import or of the source; new ones for the others */
} GwNumbers;

/* Which table is written (tables). */
typedef enum
{
  GW_WRITE_TABLE_DEFAULT = 0, /* all that there is something for; of one file the first that there is */
  GW_WRITE_TABLE_LABELS,
  GW_WRITE_TABLE_SCORES,
  GW_WRITE_TABLE_DETECTIONS
} GwWriteTable;

/* Which of GwWriteOptions a format heeds that a person may be asked for (gw-write-choice.h). */
typedef enum
{
  GW_WRITE_CHOICE_HOLES = 1 << 0,
  GW_WRITE_CHOICE_PARTS = 1 << 1,
  GW_WRITE_CHOICE_MASKS = 1 << 2,
  GW_WRITE_CHOICE_PIXEL_BASE = 1 << 3,
  GW_WRITE_CHOICE_COMPATIBLE = 1 << 4,
  GW_WRITE_CHOICE_CHANNELS = 1 << 5,
  GW_WRITE_CHOICE_DUPLICATE = 1 << 6,
  GW_WRITE_CHOICE_POLYGONS = 1 << 7,
  GW_WRITE_CHOICE_LAYOUT = 1 << 8,
  GW_WRITE_CHOICE_NUMBERS = 1 << 9,
  GW_WRITE_CHOICE_SEGMENTATION = 1 << 10,
  GW_WRITE_CHOICE_UPRIGHT = 1 << 11,
  GW_WRITE_CHOICE_EMBED = 1 << 12,
  GW_WRITE_CHOICE_TABLE = 1 << 13,
  GW_WRITE_CHOICE_TOLERANCE = 1 << 14,
  GW_WRITE_CHOICE_MIN_CONFIDENCE = 1 << 15,
  GW_WRITE_CHOICE_ATTRIBUTE = 1 << 16
} GwWriteChoices;

/* Called with each line that an import kept, in order; image_id 0: a line
 * that is no image. raw is without its line end.
 */
typedef gboolean (*GwLineFunc) (guint64 line, gint64 image_id, const char *raw, gpointer data, GError **error);
typedef gboolean (*GwLinesFunc) (gpointer lines_data, GwLineFunc func, gpointer data, GError **error);

/* The strings must live until the writer is done. */
typedef struct
{
  GwCopyMode copy;
  gboolean overwrite;  /* a target that is not empty is written over */
  gboolean lossless;   /* all digits where the format's custom is to round */
  gboolean compatible; /* manifests: confidences capped at 0.95, two decimals, 0 for none */
  gboolean channels;   /* manifests: one for each split, for training, of which lines have the label alone */
  gboolean upright;    /* copies of pictures that an orientation turns are written turned */
  gboolean embed;      /* labelme: the picture itself stands in its file, too */
  gboolean duplicate;  /* class folders: an image with several labels goes into several folders */
  GwHoles holes;
  GwParts parts;
  double tolerance; /* YOLO: outlines of masks are simplified by so many pixels; 0: by 0.5, below 0: not */
  GwPixelBase pixel_base;
  GwSegmentation segmentation;
  GwMasks masks;
  GwWriteTable table;
  GwPolygons polygons;
  GwLayout layout;
  GwNumbers numbers;
  double min_confidence; /* manifests: labels of less are left out */
  const char *name;      /* (nullable): project or job name, for formats that carry one */
  const char *attribute; /* (nullable): label attribute of a manifest */
  const char *split;     /* (nullable): “train=0.8,val=0.2”: how chance has parted the images */
  guint64 split_seed;
  GHashTable *image_ids; /* (nullable): path -> id as JSON text, for formats that name images by number */
  GwLinesFunc lines;     /* (nullable): lines of an earlier import of this format */
  gpointer lines_data;
  GwWork *work;              /* (nullable) */
  GCancellable *cancellable; /* (nullable): ends the turning and copying of pictures, with G_IO_ERROR_CANCELLED */
} GwWriteOptions;

struct _GwReader
{
  const GwFormat *format;
  char *source;
  GwReadOptions options;
  GwRecordHead *head; /* complete when the reader is open */
  GwProblems *problems;
  GwReadCounts counts; /* complete when the last record has been given */
  char *images_dir;    /* (nullable): given, or what the source itself says */
  gboolean has_masks;  /* pictures around the labels may be masks, which are often called like their images */
  guint64 before;      /* bytes of the files before the one that is read, for progress */
  gpointer state;      /* the format's own */
};

typedef struct _GwLossMeasure GwLossMeasure; /* gw-loss-measure.h */

struct _GwWriter
{
  const GwFormat *format;
  char *target;
  GwWriteOptions options;
  const GwRecordHead *head;
  GwProblems *problems;
  GwFolderWriter *folder; /* (nullable): where a format of several files writes */
  GwFileWriter *file;     /* (nullable): where a format of one file writes */
  GwLossMeasure *losses;
  GwRecordCounts counts; /* what has been given to it */
  GHashTable *images;    /* (nullable): set of paths given, of formats that hold people */
  gboolean is_again;     /* the image of the record that is written has been given before */
  char *standing;        /* (nullable): the folder that is written over, without links */
  GHashTable *pictures;  /* (nullable): set of paths below it, of pictures of the records */
  guint64 n_files;       /* label files and pictures written */
  gpointer state;        /* the format's own */
};

typedef enum
{
  GW_FORMAT_READS = 1 << 0,
  GW_FORMAT_WRITES = 1 << 1,
  GW_FORMAT_TARGET_IS_FOLDER = 1 << 2,
  GW_FORMAT_STARTS_FROM_IMAGES = 1 << 3, /* its records are the pictures of a folder */
  GW_FORMAT_KEEPS_LINES = 1 << 4,        /* raw lines matter for its round trip */
  GW_FORMAT_NAMES_BY_NUMBER = 1 << 5,    /* needs GwReadOptions.image_paths and .known, GwWriteOptions.image_ids */
  GW_FORMAT_LABELS_BY_FOLDER = 1 << 6,   /* no file holds labels: pictures, and their folders at most */
  GW_FORMAT_NAMES_BY_STEM = 1 << 7,      /* images may be named without the ending of their files */
  GW_FORMAT_ANSWERS = 1 << 8,            /* what single people said of an image, not yet its labels */
  GW_FORMAT_NAMES_ARE_FILES = 1 << 9,    /* images are named by files alone, whose names are any bytes */
  GW_FORMAT_HOLDS_PEOPLE = 1 << 10,      /* takes several records of an image, each by another annotator or model */
  GW_FORMAT_HOLDS_TRUTH = 1 << 11,       /* writes what is true beside predictions */
  GW_FORMAT_SPLITS_ALL = 1 << 12,        /* reads splits where all images are in one */
  GW_FORMAT_HOLDS_SKIPPED = 1 << 13,     /* tells images that were set aside */
  GW_FORMAT_HOLDS_ATTRIBUTES = 1 << 14,  /* writes attributes of images, and tells itself of those that it cannot */
  GW_FORMAT_SHARES_ATTRIBUTES = 1 << 15  /* has one value of an attribute of an image for all people and models */
} GwFormatFlags;

/* What a format keeps of its classes beside their names (spec formats 1.2). */
typedef enum
{
  GW_CLASS_PART_COLOR = 1 << 0,
  GW_CLASS_PART_KEY = 1 << 1,
  GW_CLASS_PART_PARENT = 1 << 2,
  GW_CLASS_PART_POINTS = 1 << 3,     /* names of the points of a skeleton */
  GW_CLASS_PART_ATTRIBUTES = 1 << 4, /* which attributes its objects may have */
  GW_CLASS_PART_UNUSED = 1 << 5,     /* classes that no label or object has */
  GW_CLASS_PART_GROUPS = 1 << 6,     /* all of what is kept, also of classes that are but parents of others */
  GW_CLASS_PART_BRANCHES = 1 << 7,   /* parents, where a label of an image has a class below another */
  GW_CLASS_PART_SCORED = 1 << 8      /* those that nothing has, where there are scores of classes */
} GwClassParts;

#define GW_CLASS_PARTS_ALL \
  (GW_CLASS_PART_COLOR | GW_CLASS_PART_KEY | GW_CLASS_PART_PARENT | GW_CLASS_PART_POINTS | GW_CLASS_PART_ATTRIBUTES \
   | GW_CLASS_PART_UNUSED | GW_CLASS_PART_GROUPS)

/* What becomes of images that hold nothing: negatives, which were looked at, and others. */
typedef enum
{
  GW_EMPTY_IMAGES_KEPT = 0,         /* both, and apart; or the format itself tells what is lost */
  GW_EMPTY_IMAGES_BECOME_UNLABELED, /* both, and read as not looked at */
  GW_EMPTY_IMAGES_BECOME_NEGATIVE,  /* both, and read as looked at */
  GW_EMPTY_IMAGES_LABELED_ONLY,     /* only those that were looked at */
  GW_EMPTY_IMAGES_BY_PICTURE,       /* apart, as long as the pictures lie beside the labels; else as above */
  GW_EMPTY_IMAGES_LEFT_OUT          /* none */
} GwEmptyImages;

/* A module. Functions that a format has no use for are NULL. */
struct _GwFormat
{
  const char *name;      /* stable: "coco" */
  const char *title;     /* N_("COCO") */
  const char *file_name; /* the usual file inside a target folder; NULL: none */
  const char *suffix;    /* of the one file that is the target: ".gw.jsonl"; NULL else */
  const char *one_file;  /* a target that ends so is one file, where others are a folder: ".csv"; NULL else */
  GwFormatFlags flags;
  GwReadChoices choices;        /* what of the read options it heeds */
  GwWriteChoices write_choices; /* what of the write options */
  GwClassParts class_parts;     /* what it keeps when written */
  GwEmptyImages empty_images;

  /* start: the first n_start bytes of a file; none for a folder. */
  void (*detect) (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out);

  /* Fills head and state. On FALSE, close() is called all the same. The error of
   * open() and next() is never NULL, so that they may add to its message.
   */
  gboolean (*open) (GwReader *reader, GCancellable *cancellable, GError **error);
  GwRecord *(*next) (GwReader *reader, GCancellable *cancellable, GError **error);
  void (*close) (GwReader *reader);
  /* The picture that stands in the source of a record that says so, of any kind that can be read; NULL
   * where it is none. Reads the file again.
   */
  GBytes *(*load_picture) (GwReader *reader, const GwRecord *record, GCancellable *cancellable);

  /* Counts what the format cannot hold of one record, into problems (codes
   * loss-*), without writing. What class_parts and empty_images say is told
   * by who calls it (gw-loss-measure.h).
   */
  void (*measure_loss) (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                        GwProblems *problems);
  /* The same, in place of measure_loss, where what is lost takes long to find in the head, or is known only when all
   * records have come: that is found once, and the loss of each record by it. head and options live as long as what
   * losses_new() returns. losses_end (nullable) comes after the last record.
   */
  gpointer (*losses_new) (const GwRecordHead *head, const GwWriteOptions *options);
  void (*losses_take) (gpointer losses, const GwRecord *record, GwProblems *problems);
  void (*losses_end) (gpointer losses, GwProblems *problems);
  void (*losses_free) (gpointer losses);
  /* (nullable): the names of the attributes of images that have a column; a cell that is empty is none. Those of
   * HOLDS_ATTRIBUTES that have no such function take them all. (transfer full): never NULL
   */
  GStrv (*list_attributes) (const GwRecordHead *head);
  /* (nullable): of those of SHARES_ATTRIBUTES: whether the labels of the record itself tell that value, which then
   * is not lost where another is shared.
   */
  gboolean (*tells_attribute) (const GwRecord *record, const char *name, const char *value);
  /* (nullable): settles what a target leaves open that is one file, which can hold only some of the
   * things there are: called with each record until it returns TRUE, and with none at the end.
   */
  gboolean (*settle) (const GwRecordHead *head, const GwRecord *record, const char *target, GwWriteOptions *options);
  /* Write into the writer's folder or file, which appears when finish() has
   * returned TRUE and not otherwise. On FALSE, destroy() is called all the same.
   */
  gboolean (*create) (GwWriter *writer, GError **error);
  gboolean (*write) (GwWriter *writer, const GwRecord *record, GError **error);
  gboolean (*finish) (GwWriter *writer, GCancellable *cancellable, GError **error);
  void (*destroy) (GwWriter *writer);
};

/* --- the registry -------------------------------------------------------- */

/* In the order in which dialogs list them. (array length=n) */
const GwFormat *const *gw_formats_list (gsize *n);
/* The names of those that have all the flags: "coco, yolo". (transfer full) */
char *gw_formats_describe (GwFormatFlags flags);
/* NULL with GW_ERROR_UNSUPPORTED that names the known ones. */
const GwFormat *gw_format_find (const char *name, GError **error);
/* The best format for a file or folder. NULL with GW_ERROR_UNSUPPORTED that
 * says what was expected and found, or what reading the source says. Reads
 * at most 256 KiB of a file, a few hundred names of a folder; cancelled between
 * formats.
 */
const GwFormat *gw_format_detect (const char *source, GwDetection *detection, GCancellable *cancellable,
                                  GError **error);

/* Whether there is a regular file or a folder: pipes and devices could be
 * waited on for ever. is_folder may be NULL.
 */
gboolean gw_source_check (const char *source, gboolean *is_folder, GError **error);

/* --- reading ---------------------------------------------------------------- */

GwReader *gw_format_open (const GwFormat *format, const char *source, const GwReadOptions *options,
                          GwProblems *problems, GCancellable *cancellable, GError **error);
/* The next record (transfer full); NULL at the end, or with error set. A
 * record without a path is a line that is no image (raw; GwReadOptions.keep_lines).
 */
GwRecord *gw_reader_next (GwReader *reader, GCancellable *cancellable, GError **error);
GwRecordHead *gw_reader_get_head (GwReader *reader);
void gw_reader_close (GwReader *reader);

/* --- writing ------------------------------------------------------------------ */

/* Whether the format writes a folder of that name, and not one file. */
gboolean gw_format_target_is_folder (const GwFormat *format, const char *target);
/* What is wrong with a target, before any work is done: GW_ERROR_EXISTS where it
 * is there and not empty, GW_ERROR_REFUSED for a file in place of a folder.
 */
gboolean gw_format_check_target (const GwFormat *format, const char *target, gboolean overwrite, GError **error);

/* The target appears only when gw_writer_finish() succeeds. One that is there
 * and not empty gives GW_ERROR_EXISTS unless options say overwrite. head must
 * live until the writer is closed. A folder also gets groundwork-export.json,
 * which tells what was written and lost. Writing over a folder that has one,
 * the files that it names go, unless they were changed since; others stay. One
 * file gets it beside it, or labels.csv.groundwork-export.json where the name is
 * taken; GW_ERROR_EXISTS where both are.
 */
GwWriter *gw_format_create (const GwFormat *format, const char *target, const GwRecordHead *head,
                            const GwWriteOptions *options, GwProblems *problems, GError **error);
/* Also counts what the format cannot hold of the record. */
gboolean gw_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
/* No record comes any more: counts what the format cannot hold of the classes. Only who must
 * know of losses before finishing calls it; gw_writer_finish() does it else.
 */
void gw_writer_end_losses (GwWriter *writer);
gboolean gw_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
/* Frees the writer; of one that was not finished nothing is left behind. NULL is allowed. */
void gw_writer_close (GwWriter *writer);

/* Tells that the record is one more answer to an image, by another person or model, and stays
 * behind: of formats without GW_FORMAT_HOLDS_PEOPLE.
 */
void gw_format_report_answer (const GwFormat *format, const GwRecord *record, GwProblems *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReader, gw_reader_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWriter, gw_writer_close)

G_END_DECLS
