/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a table of Open Images, beside a list of two images with their sizes, names and a
 * tree of classes, and a mask.
 */

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

static const char list[] = "ImageID,Subset,Rotation,Width,Height,Labeled\na,train,90,100,50,1\nb,val,,20,10,0\n"
                           "c,,,7,7,1\n";
static const char names[] = "/m/cat,Cat\n/m/dog,Cat\n/m/pet,Pet\n";
static const char tree[] = "{\"LabelName\":\"/m/0bl9f\",\"Subcategory\":[{\"LabelName\":\"/m/pet\",\"Subcategory\":["
                           "{\"LabelName\":\"/m/cat\"}]}]}";
/* 8 × 4 pixels of one bit. */
static const uint8_t mask[] = { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49,
                                0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x04, 0x01, 0x00,
                                0x00, 0x00, 0x00, 0x9B, 0xB6, 0x43, 0x5D, 0x00, 0x00, 0x00, 0x10, 0x49, 0x44,
                                0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8, 0xC0, 0x30, 0x81, 0xE1, 0x03, 0x03, 0x03,
                                0x00, 0x0C, 0x38, 0x02, 0x71, 0xA1, 0x59, 0x6C, 0x54, 0x00, 0x00, 0x00, 0x00,
                                0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82 };

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const GwFuzzFile files[] = { { "image_ids.csv", list, sizeof list - 1 },
                                      { "class-descriptions.csv", names, sizeof names - 1 },
                                      { "hierarchy.json", tree, sizeof tree - 1 },
                                      { "masks/m.png", mask, sizeof mask } };

  gw_fuzz_format_beside ("open-images", "train-annotations.csv", data, size, files, sizeof files / sizeof files[0]);

  return 0;
}
