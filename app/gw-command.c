/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-command.h"

#include <glib/gi18n.h>

#define BOXES GW_COMMAND_BOXES
#define CLASSES GW_COMMAND_CLASSES
#define BOTH GW_COMMAND_BOTH

/* id, action, argument, title, title of the line */
#define ROW(...) __VA_ARGS__
#define IN(group, place, forms) GW_COMMANDS_##group, GW_COMMAND_##place, forms, 0, FALSE
#define FIXED(group, place, forms) GW_COMMANDS_##group, GW_COMMAND_##place, forms, 0, TRUE
/* The design's, CVAT's, labelme's, Label Studio's. */
#define KEYS(...) \
  { \
    __VA_ARGS__ \
  }

/* One command for each digit; the first has the words. */
#define DIGITS(id, action, group, forms, title, n, ...) \
  { \
    id #n, action, "uint32 " #n, (n) == 1 ? (title) : NULL, NULL, GW_COMMANDS_##group, GW_COMMAND_PAGE, forms, n, \
        FALSE, \
    { \
      __VA_ARGS__ \
    } \
  }
#define CHOOSE(n) \
  DIGITS ("choose-label-", "labeling.choose-number", LABELS, BOTH, N_ ("Choose label, change that of the selection"), \
          n, #n " KP_" #n, "<Control>" #n " <Control>KP_" #n, NULL, NULL)
#define RELABEL(n) \
  DIGITS ("relabel-", "labeling.relabel-number", LABELS, BOXES, N_ ("Change label of the selection only"), n, \
          "<Control>" #n, "", NULL, NULL)
#define GRID_LABEL(n) \
  { \
    "grid-label-" #n, NULL, NULL, (n) == 1 ? N_ ("Set the class of the selected images") : NULL, NULL, \
        GW_COMMANDS_GRID, GW_COMMAND_GRID, BOTH, n, TRUE, \
    { \
#n, NULL, NULL, NULL \
    } \
  }

static const GwCommand commands[] = {
  /* from image to image */
  { ROW ("submit", "labeling.submit", NULL, N_ ("Submit and next image"), NULL), IN (WALK, ALWAYS, BOTH),
    KEYS ("<Control>Return <Control>KP_Enter") },
  { ROW ("skip", "labeling.skip", NULL, N_ ("Skip image"), NULL), IN (WALK, ALWAYS, BOTH), KEYS ("<Control>space") },
  { ROW ("flag", "labeling.flag", NULL, N_ ("Flag a problem"), NULL), IN (WALK, ALWAYS, BOTH), KEYS ("<Alt>f") },
  { ROW ("next-image", "labeling.next", NULL, N_ ("Next image, answer stays a draft"), NULL), IN (WALK, PAGE, BOTH),
    KEYS ("f <Control>Right <Control>KP_Right", NULL, "d <Control>Right <Control>KP_Right", NULL) },
  { ROW ("previous-image", "labeling.previous", NULL, N_ ("Previous image"), NULL), IN (WALK, PAGE, BOTH),
    KEYS ("d <Control>Left <Control>KP_Left", NULL, "a <Control>Left <Control>KP_Left", NULL) },
  { ROW ("next-unlabeled", "labeling.next-unlabeled", NULL, N_ ("Next unlabeled image"),
         N_ ("Next, previous unlabeled image")),
    IN (WALK, PAGE, BOTH), KEYS ("<Shift>f", NULL, "<Shift>d", NULL) },
  { ROW ("previous-unlabeled", "labeling.previous-unlabeled", NULL, N_ ("Previous unlabeled image"),
         N_ ("Next, previous unlabeled image")),
    IN (WALK, PAGE, BOTH), KEYS ("<Shift>d", NULL, "<Shift>a", NULL) },
  { ROW ("first-image", "labeling.first", NULL, N_ ("First image"), N_ ("First, last image")), IN (WALK, PAGE, BOTH),
    KEYS ("<Control>Home") },
  { ROW ("last-image", "labeling.last", NULL, N_ ("Last image"), N_ ("First, last image")), IN (WALK, PAGE, BOTH),
    KEYS ("<Control>End") },
  { ROW ("go-to-image", "labeling.go-to", NULL, N_ ("Go to image number"), NULL), IN (WALK, ALWAYS, BOTH),
    KEYS ("<Control>g") },
  { ROW ("save", "labeling.save", NULL, N_ ("Save now"), NULL), IN (WALK, ALWAYS, BOTH),
    KEYS ("", "<Control>s", NULL, NULL) },

  /* labels */
  CHOOSE (1),
  CHOOSE (2),
  CHOOSE (3),
  CHOOSE (4),
  CHOOSE (5),
  CHOOSE (6),
  CHOOSE (7),
  CHOOSE (8),
  CHOOSE (9),
  RELABEL (1),
  RELABEL (2),
  RELABEL (3),
  RELABEL (4),
  RELABEL (5),
  RELABEL (6),
  RELABEL (7),
  RELABEL (8),
  RELABEL (9),
  { ROW ("find-label", "labeling.find-label", NULL, N_ ("Find label by name"), NULL), IN (LABELS, PAGE, BOTH),
    KEYS ("slash KP_Divide") },
  { ROW ("clear-labels", "labeling.clear", NULL, N_ ("Take the label off the image"), NULL), IN (LABELS, PAGE, CLASSES),
    KEYS ("BackSpace") },
  { ROW ("attribute-1", "labeling.toggle-attribute", "uint32 1", N_ ("First checkbox attribute"), NULL),
    IN (LABELS, PAGE, BOTH), KEYS ("q") },
  { ROW ("attribute-2", "labeling.toggle-attribute", "uint32 2", N_ ("Second choice of the second question"),
         N_ ("Choices 2 to 5 of the second question")),
    IN (LABELS, PAGE, CLASSES), KEYS ("w") },
  { ROW ("attribute-3", "labeling.toggle-attribute", "uint32 3", N_ ("Third choice of the second question"),
         N_ ("Choices 2 to 5 of the second question")),
    IN (LABELS, PAGE, CLASSES), KEYS ("e") },
  { ROW ("attribute-4", "labeling.toggle-attribute", "uint32 4", N_ ("Fourth choice of the second question"),
         N_ ("Choices 2 to 5 of the second question")),
    IN (LABELS, PAGE, CLASSES), KEYS ("r") },
  { ROW ("attribute-5", "labeling.toggle-attribute", "uint32 5", N_ ("Fifth choice of the second question"),
         N_ ("Choices 2 to 5 of the second question")),
    IN (LABELS, PAGE, CLASSES), KEYS ("t") },
  /* labelme's A is the previous image; its F is free. */
  { ROW ("next-attribute", "labeling.next-attribute", NULL, N_ ("Next attribute"), NULL), IN (LABELS, PAGE, BOTH),
    KEYS ("a", NULL, "f", NULL) },

  /* tools */
  { ROW ("select-tool", "labeling.tool", "'select'", N_ ("Select"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("v", NULL, "<Control>j v", NULL) },
  { ROW ("box-tool", "labeling.tool", "'box'", N_ ("Box"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("b", NULL, "<Control>r b", NULL) },
  { ROW ("polygon-tool", "labeling.tool", "'polygon'", N_ ("Polygon"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("p", NULL, "<Control>n p", NULL) },
  { ROW ("brush-tool", "labeling.tool", "'brush'", N_ ("Brush"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("r") },
  { ROW ("eraser-tool", "labeling.tool", "'eraser'", N_ ("Eraser"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("e") },
  { ROW ("object-tool", "labeling.tool", "'select-object'", N_ ("Select object"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("o") },
  { ROW ("scissors-tool", "labeling.tool", "'scissors'", N_ ("Smart scissors"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("s") },
  { ROW ("wand-tool", "labeling.tool", "'wand'", N_ ("Magic wand"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("w") },
  { ROW ("superpixel-tool", "labeling.tool", "'superpixel'", N_ ("Superpixel"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("x") },
  { ROW ("rotated-box-tool", "labeling.tool", "'rotated-box'", N_ ("Rotated box"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("t") },
  { ROW ("polyline-tool", "labeling.tool", "'polyline'", N_ ("Polyline"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("j") },
  { ROW ("slice-tool", "labeling.tool", "'slice'", N_ ("Slice"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("<Shift>s") },
  { ROW ("points-tool", "labeling.tool", "'points'", N_ ("Points"), NULL), IN (TOOLS, PAGE, BOXES), KEYS ("k") },
  { ROW ("ellipse-tool", "labeling.tool", "'ellipse'", N_ ("Ellipse"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("<Shift>e") },
  { ROW ("extreme-points-tool", "labeling.tool", "'extreme-points'", N_ ("Extreme points"), NULL),
    IN (TOOLS, PAGE, BOXES), KEYS ("g") },
  { ROW ("semantic", "labeling.semantic", NULL, N_ ("One class for each pixel"), NULL), IN (TOOLS, PAGE, BOXES),
    KEYS ("<Alt>c") },
  { ROW ("hold-pan", NULL, NULL, N_ ("Hold: pan; tap: set a point"), NULL), IN (TOOLS, HELD, BOTH), KEYS ("space") },
  { ROW ("draw-again", "labeling.draw-again", NULL, N_ ("Draw again with the last tool and label"), NULL),
    IN (TOOLS, PAGE, BOXES), KEYS ("n") },
  { ROW ("size-down", "canvas.size-down", NULL, N_ ("Brush or hint smaller"), N_ ("Brush or hint smaller, larger")),
    IN (TOOLS, PAGE, BOXES), KEYS ("bracketleft") },
  { ROW ("size-up", "canvas.size-up", NULL, N_ ("Brush or hint larger"), N_ ("Brush or hint smaller, larger")),
    IN (TOOLS, PAGE, BOXES), KEYS ("bracketright") },
  { ROW ("second-size-down", "canvas.second-size-down", NULL, N_ ("Tolerance or patch size down"),
         N_ ("Tolerance or patch size")),
    IN (TOOLS, PAGE, BOXES), KEYS ("<Shift>bracketleft <Shift>braceleft") },
  { ROW ("second-size-up", "canvas.second-size-up", NULL, N_ ("Tolerance or patch size up"),
         N_ ("Tolerance or patch size")),
    IN (TOOLS, PAGE, BOXES), KEYS ("<Shift>bracketright <Shift>braceright") },
  { ROW ("set-point", "canvas.apply", NULL, N_ ("Set a corner, close, take a draft"), NULL), IN (TOOLS, CANVAS, BOXES),
    KEYS ("Return KP_Enter ISO_Enter") },
  { ROW ("apply-add", "canvas.apply-add", NULL, N_ ("Add what begins here, or a draft, to the object"),
         N_ ("Add to an object, cut from it (a hole): first corner or draft")),
    IN (TOOLS, CANVAS, BOXES), KEYS ("<Shift>Return <Shift>KP_Enter") },
  { ROW ("apply-cut", "canvas.apply-cut", NULL,
         N_ ("Cut what begins here, or a draft, from the object; with Brush fill"),
         N_ ("Add to an object, cut from it (a hole): first corner or draft")),
    IN (TOOLS, CANVAS, BOXES), KEYS ("<Alt>Return <Alt>KP_Enter") },
  { ROW ("remove-point", "canvas.remove-point", NULL, N_ ("Remove last point or delete selection"), NULL),
    IN (TOOLS, CANVAS, BOXES), KEYS ("BackSpace") },
  { ROW ("skip-point", "canvas.skip-point", NULL, N_ ("Leave out a point of a skeleton"), NULL),
    IN (TOOLS, CANVAS, BOXES), KEYS ("<Shift>n") },
  { ROW ("toggle-point", "canvas.toggle-point", NULL, N_ ("Point hidden or visible"), NULL), IN (TOOLS, CANVAS, BOXES),
    KEYS ("<Shift>v") },
  { ROW ("cancel", "canvas.cancel", NULL, N_ ("Cancel, clear selection, Select tool"), NULL),
    FIXED (TOOLS, CANVAS, BOTH), KEYS ("Escape") },
  { ROW ("to-canvas", "labeling.to-canvas", NULL, N_ ("Back to the image"), NULL), FIXED (TOOLS, ALWAYS, BOTH),
    KEYS ("Escape") },

  /* objects */
  { ROW ("next-object", "canvas.next-object", NULL, N_ ("Next object"), N_ ("Next, previous object")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("Tab", NULL, NULL, "Tab <Alt>period") },
  { ROW ("previous-object", "canvas.previous-object", NULL, N_ ("Previous object"), N_ ("Next, previous object")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Shift>Tab <Shift>ISO_Left_Tab") },
  { ROW ("move-left", "canvas.move-left", NULL, N_ ("Move left"), N_ ("Move selection or cross-hair by 1 pixel")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("Left KP_Left") },
  { ROW ("move-right", "canvas.move-right", NULL, N_ ("Move right"), N_ ("Move selection or cross-hair by 1 pixel")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("Right KP_Right") },
  { ROW ("move-up", "canvas.move-up", NULL, N_ ("Move up"), N_ ("Move selection or cross-hair by 1 pixel")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("Up KP_Up") },
  { ROW ("move-down", "canvas.move-down", NULL, N_ ("Move down"), N_ ("Move selection or cross-hair by 1 pixel")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("Down KP_Down") },
  { ROW ("move-left-10", "canvas.move-left-10", NULL, N_ ("Move left by 10 pixels"), N_ ("Move by 10 pixels")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Shift>Left <Shift>KP_Left") },
  { ROW ("move-right-10", "canvas.move-right-10", NULL, N_ ("Move right by 10 pixels"), N_ ("Move by 10 pixels")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Shift>Right <Shift>KP_Right") },
  { ROW ("move-up-10", "canvas.move-up-10", NULL, N_ ("Move up by 10 pixels"), N_ ("Move by 10 pixels")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Shift>Up <Shift>KP_Up") },
  { ROW ("move-down-10", "canvas.move-down-10", NULL, N_ ("Move down by 10 pixels"), N_ ("Move by 10 pixels")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Shift>Down <Shift>KP_Down") },
  { ROW ("narrower", "canvas.narrower", NULL, N_ ("Make narrower"), N_ ("Resize selection")),
    IN (OBJECTS, CANVAS, BOXES), KEYS ("<Control><Shift>Left <Control><Shift>KP_Left") },
  { ROW ("wider", "canvas.wider", NULL, N_ ("Make wider"), N_ ("Resize selection")), IN (OBJECTS, CANVAS, BOXES),
    KEYS ("<Control><Shift>Right <Control><Shift>KP_Right") },
  { ROW ("shorter", "canvas.shorter", NULL, N_ ("Make shorter"), N_ ("Resize selection")), IN (OBJECTS, CANVAS, BOXES),
    KEYS ("<Control><Shift>Up <Control><Shift>KP_Up") },
  { ROW ("taller", "canvas.taller", NULL, N_ ("Make taller"), N_ ("Resize selection")), IN (OBJECTS, CANVAS, BOXES),
    KEYS ("<Control><Shift>Down <Control><Shift>KP_Down") },
  { ROW ("select-all", "canvas.select-all", NULL, N_ ("Select all"), N_ ("Select all, none")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control>a") },
  { ROW ("select-none", "canvas.select-none", NULL, N_ ("Select none"), N_ ("Select all, none")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control><Shift>a", NULL, NULL, "<Control><Shift>a u") },
  { ROW ("delete", "canvas.delete", NULL, N_ ("Delete selection"), NULL), IN (OBJECTS, PAGE, BOXES),
    KEYS ("Delete KP_Delete") },
  { ROW ("hide", "canvas.hide", NULL, N_ ("Hide selection"), N_ ("Hide, lock selection")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("h", NULL, NULL, "h <Alt>h") },
  { ROW ("lock", "canvas.lock", NULL, N_ ("Lock selection"), N_ ("Hide, lock selection")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("l", NULL, NULL, "l <Alt>l") },
  { ROW ("hide-all", "canvas.hide-all", NULL, N_ ("Hide all"), N_ ("Hide, lock all")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Shift>h") },
  { ROW ("lock-all", "canvas.lock-all", NULL, N_ ("Lock all"), N_ ("Hide, lock all")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Shift>l") },
  { ROW ("raise", "canvas.raise", NULL, N_ ("Raise"), N_ ("Raise, lower")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>bracketright") },
  { ROW ("lower", "canvas.lower", NULL, N_ ("Lower"), N_ ("Raise, lower")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>bracketleft") },
  { ROW ("copy", "canvas.copy", NULL, N_ ("Copy"), N_ ("Copy, cut, paste")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>c") },
  { ROW ("cut", "canvas.cut", NULL, N_ ("Cut"), N_ ("Copy, cut, paste")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>x") },
  { ROW ("paste", "canvas.paste", NULL, N_ ("Paste"), N_ ("Copy, cut, paste")), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>v") },
  { ROW ("duplicate", "canvas.duplicate", NULL, N_ ("Duplicate"), NULL), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>d") },
  { ROW ("convert", "labeling.convert", NULL, N_ ("Box to mask, mask to box"), NULL), IN (OBJECTS, PAGE, BOXES),
    KEYS ("<Control>m") },
  { ROW ("merge", "canvas.merge", NULL, N_ ("Merge selected"), N_ ("Merge, split into parts")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("m") },
  { ROW ("split", "canvas.split", NULL, N_ ("Split into parts"), N_ ("Merge, split into parts")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Shift>m") },
  { ROW ("subtract", "canvas.subtract", NULL, N_ ("Subtract the topmost of the selected"),
         N_ ("Subtract, keep what is common")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Alt>m") },
  { ROW ("intersect", "canvas.intersect", NULL, N_ ("Keep what the selected have in common"),
         N_ ("Subtract, keep what is common")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control><Shift>m") },
  { ROW ("fill-holes", "canvas.fill-holes", NULL, N_ ("Fill holes"), N_ ("Fill holes, clean up masks")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control><Shift>h") },
  { ROW ("clean-up", "canvas.clean", NULL, N_ ("Clean up masks"), N_ ("Fill holes, clean up masks")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control>l") },
  { ROW ("grow", "canvas.grow", NULL, N_ ("Grow masks by 1 pixel"), N_ ("Grow, shrink masks by 1 pixel")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Alt>plus <Alt>equal <Alt>KP_Add") },
  { ROW ("shrink", "canvas.shrink", NULL, N_ ("Shrink masks by 1 pixel"), N_ ("Grow, shrink masks by 1 pixel")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Alt>minus <Alt>KP_Subtract") },
  { ROW ("simplify", "canvas.simplify", NULL, N_ ("Simplify outlines"), N_ ("Simplify outlines, snap to edges")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Alt>j") },
  { ROW ("snap-to-edges", "labeling.snap-to-edges", NULL, N_ ("Snap outlines to edges"),
         N_ ("Simplify outlines, snap to edges")),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Alt>s") },
  { ROW ("paste-previous", "labeling.paste-previous", NULL, N_ ("Paste all objects of the previous image"), NULL),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control><Shift>v") },
  { ROW ("copy-forward", "labeling.copy-forward", NULL, N_ ("Copy selection to the following images"), NULL),
    IN (OBJECTS, PAGE, BOXES), KEYS ("<Control>b") },
  { ROW ("object-menu", NULL, NULL, N_ ("Menu of a row in the list"), NULL), FIXED (OBJECTS, PAGE, BOXES),
    KEYS ("Menu <Shift>F10") },
  { ROW ("leave-canvas", "canvas.leave", NULL, N_ ("Leave the canvas"), NULL), FIXED (OBJECTS, CANVAS, BOTH),
    KEYS ("<Control>Tab") },
  { ROW ("leave-canvas-back", "canvas.leave-back", NULL, N_ ("Leave the canvas the other way"), NULL),
    FIXED (OBJECTS, CANVAS, BOTH), KEYS ("<Control><Shift>Tab <Control><Shift>ISO_Left_Tab") },

  /* view */
  { ROW ("hold-labels", NULL, NULL, N_ ("Hold: see the image without labels"), NULL), IN (VIEW, HELD, BOTH),
    KEYS ("z") },
  { ROW ("zoom-in", "canvas.zoom-in", NULL, N_ ("Zoom in"), N_ ("Zoom in, out")), IN (VIEW, PAGE, BOTH),
    KEYS ("plus equal <Control>plus <Control>equal KP_Add <Control>KP_Add") },
  { ROW ("zoom-out", "canvas.zoom-out", NULL, N_ ("Zoom out"), N_ ("Zoom in, out")), IN (VIEW, PAGE, BOTH),
    KEYS ("minus <Control>minus KP_Subtract <Control>KP_Subtract") },
  { ROW ("zoom-fit", "canvas.fit", NULL, N_ ("Fit"), N_ ("Fit, 100%")), IN (VIEW, PAGE, BOTH), KEYS ("0 KP_0") },
  { ROW ("zoom-100", "canvas.zoom-100", NULL, N_ ("Actual size"), N_ ("Fit, 100%")), IN (VIEW, PAGE, BOTH),
    KEYS ("<Control>0 <Control>KP_0") },
  { ROW ("zoom-selection", "canvas.zoom-selection", NULL, N_ ("Zoom to selection"), NULL), IN (VIEW, PAGE, BOXES),
    KEYS ("<Shift>0 <Shift>parenright") },
  { ROW ("review-next", "labeling.next-object", NULL, N_ ("Next object, at the zoom that fits it"),
         N_ ("Next, previous object at the zoom that fits it")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt>Page_Down <Alt>KP_Page_Down") },
  { ROW ("review-previous", "labeling.previous-object", NULL, N_ ("Previous object, at the zoom that fits it"),
         N_ ("Next, previous object at the zoom that fits it")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt>Page_Up <Alt>KP_Page_Up") },
  { ROW ("view-before", "labeling.view-before", NULL, N_ ("Back to the view before that"), NULL),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt>Home <Alt>KP_Home") },
  { ROW ("show-hints", "labeling.show-hints", NULL, N_ ("Hints: overlaps, gaps, small parts"), NULL),
    IN (VIEW, PAGE, BOXES), KEYS ("<Control>h") },
  { ROW ("next-hint", "labeling.next-hint", NULL, N_ ("Next hint"), N_ ("Next, previous hint")), IN (VIEW, PAGE, BOXES),
    KEYS ("<Alt><Shift>Page_Down <Alt><Shift>KP_Page_Down") },
  { ROW ("previous-hint", "labeling.previous-hint", NULL, N_ ("Previous hint"), N_ ("Next, previous hint")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt><Shift>Page_Up <Alt><Shift>KP_Page_Up") },
  { ROW ("repair-hint", "labeling.repair-hint", NULL, N_ ("Repair what the hint is about"),
         N_ ("Repair what the hint is about, dismiss it")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt>r") },
  { ROW ("dismiss-hint", "labeling.dismiss-hint", NULL, N_ ("Dismiss the hint"),
         N_ ("Repair what the hint is about, dismiss it")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Alt>Delete <Alt>KP_Delete") },
  { ROW ("pixel-grid", "canvas.pixel-grid", NULL, N_ ("Pixel grid"), NULL), IN (VIEW, PAGE, BOTH), KEYS ("<Shift>g") },
  { ROW ("brightness", "labeling.adjust", "'brightness'", N_ ("Brightness, then arrows"),
         N_ ("Brightness, contrast, then arrows")),
    IN (VIEW, PAGE, BOTH), KEYS ("<Shift>b") },
  { ROW ("contrast", "labeling.adjust", "'contrast'", N_ ("Contrast, then arrows"),
         N_ ("Brightness, contrast, then arrows")),
    IN (VIEW, PAGE, BOTH), KEYS ("<Shift>c") },
  { ROW ("reset-view", "canvas.reset-adjustments", NULL, N_ ("Reset view adjustments"), NULL), IN (VIEW, PAGE, BOTH),
    KEYS ("<Shift>x") },
  { ROW ("opacity-down", "canvas.opacity-down", NULL, N_ ("Mask opacity down"), N_ ("Mask opacity down, up")),
    IN (VIEW, PAGE, BOXES), KEYS ("comma") },
  { ROW ("opacity-up", "canvas.opacity-up", NULL, N_ ("Mask opacity up"), N_ ("Mask opacity down, up")),
    IN (VIEW, PAGE, BOXES), KEYS ("period") },
  { ROW ("outline-only", "canvas.outline-only", NULL, N_ ("Outline only"), NULL), IN (VIEW, PAGE, BOXES),
    KEYS ("<Shift>o") },
  { ROW ("color-by-object", "canvas.color-by-object", NULL, N_ ("Color by object"), NULL), IN (VIEW, PAGE, BOXES),
    KEYS ("<Shift>k") },
  { ROW ("isolate", "canvas.isolate", NULL, N_ ("Isolate the selected object"), NULL), IN (VIEW, PAGE, BOXES),
    KEYS ("<Shift>i") },
  { ROW ("compare", "labeling.comparing", NULL, N_ ("Compare two sets of labels"), NULL), IN (VIEW, PAGE, BOXES),
    KEYS ("F7") },
  { ROW ("next-difference", "labeling.next-difference", NULL, N_ ("Next difference"), N_ ("Next, previous difference")),
    IN (VIEW, PAGE, BOXES), KEYS ("F3") },
  { ROW ("previous-difference", "labeling.previous-difference", NULL, N_ ("Previous difference"),
         N_ ("Next, previous difference")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Shift>F3") },
  { ROW ("take-a", "labeling.take-compared", "uint32 0", N_ ("Take the object of set A"),
         N_ ("Take the object of set A, of set B")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Shift>F7") },
  { ROW ("take-b", "labeling.take-compared", "uint32 1", N_ ("Take the object of set B"),
         N_ ("Take the object of set A, of set B")),
    IN (VIEW, PAGE, BOXES), KEYS ("<Control>F7") },
  { ROW ("zen", "labeling.zen", NULL, N_ ("Zen mode"), NULL), FIXED (VIEW, ALWAYS, BOTH), KEYS ("F11") },
  { ROW ("show-pane", "labeling.show-pane", NULL, N_ ("Show or hide the lists"), NULL), IN (VIEW, ALWAYS, BOTH),
    KEYS ("F9") },

  /* grids */
  { ROW ("search", "win.search", NULL, N_ ("Search"), NULL), IN (GRID, WINDOW, BOTH), KEYS ("<Control>f") },
  { ROW ("grid-open", NULL, NULL, N_ ("Open"), NULL), FIXED (GRID, GRID, BOTH), KEYS ("Return") },
  { ROW ("grid-preview", NULL, NULL, N_ ("Preview"), NULL), FIXED (GRID, GRID, BOTH), KEYS ("space") },
  GRID_LABEL (1),
  GRID_LABEL (2),
  GRID_LABEL (3),
  GRID_LABEL (4),
  GRID_LABEL (5),
  GRID_LABEL (6),
  GRID_LABEL (7),
  GRID_LABEL (8),
  GRID_LABEL (9),
  { ROW ("grid-trash", NULL, NULL, N_ ("Move to trash"), NULL), FIXED (GRID, GRID, BOTH), KEYS ("Delete") },
  { ROW ("grid-select-all", NULL, NULL, N_ ("Select all"), N_ ("Select all, none")), FIXED (GRID, GRID, BOTH),
    KEYS ("<Control>a") },
  { ROW ("grid-select-none", NULL, NULL, N_ ("Select none"), N_ ("Select all, none")), FIXED (GRID, GRID, BOTH),
    KEYS ("<Control><Shift>a") },

  /* everywhere */
  { ROW ("undo", "win.undo", NULL, N_ ("Undo"), NULL), FIXED (GENERAL, WINDOW, BOTH), KEYS ("<Control>z") },
  { ROW ("redo", "win.redo", NULL, N_ ("Redo"), NULL), FIXED (GENERAL, WINDOW, BOTH),
    KEYS ("<Control><Shift>z <Control>y") },
  { ROW ("new-project", "app.new-project", "''", N_ ("New project"), NULL), IN (GENERAL, APP, BOTH),
    KEYS ("<Control>n", NULL, "<Control><Shift>n", NULL) },
  { ROW ("open-project", "app.open-project", NULL, N_ ("Open project"), NULL), IN (GENERAL, APP, BOTH),
    KEYS ("<Control>o") },
  { ROW ("import", "win.import", NULL, N_ ("Import"), NULL), IN (GENERAL, WINDOW, BOTH), KEYS ("<Control>i") },
  { ROW ("export", "win.export", NULL, N_ ("Export"), NULL), IN (GENERAL, WINDOW, BOTH), KEYS ("<Control>e") },
  { ROW ("go-to", "win.go-to", NULL, N_ ("Go to page, image, person or class"), NULL), IN (GENERAL, WINDOW, BOTH),
    KEYS ("<Control>k") },
  { ROW ("page-images", "win.show-page", "'images'", N_ ("Images"), NULL), FIXED (GENERAL, WINDOW, BOTH),
    KEYS ("<Alt>1") },
  { ROW ("page-insights", "win.show-page", "'insights'", N_ ("Insights"), NULL), FIXED (GENERAL, WINDOW, BOTH),
    KEYS ("<Alt>4") },
  { ROW ("page-settings", "win.project-settings", NULL, N_ ("Project settings"), NULL), FIXED (GENERAL, WINDOW, BOTH),
    KEYS ("<Alt>6") },
  { ROW ("back", "win.back", NULL, N_ ("Back"), NULL), FIXED (GENERAL, WINDOW, BOTH), KEYS ("<Alt>Left") },
  { ROW ("next-pane", "labeling.next-pane", NULL, N_ ("Next pane"), N_ ("Next, previous pane")),
    FIXED (GENERAL, ALWAYS, BOTH), KEYS ("F6") },
  { ROW ("previous-pane", "labeling.previous-pane", NULL, N_ ("Previous pane"), N_ ("Next, previous pane")),
    FIXED (GENERAL, ALWAYS, BOTH), KEYS ("<Shift>F6") },
  { ROW ("toggle-sidebar", "win.toggle-sidebar", NULL, N_ ("Show or hide sidebar or filters"), NULL),
    IN (GENERAL, WINDOW, BOTH), KEYS ("F9") },
  { ROW ("main-menu", NULL, NULL, N_ ("Main menu"), NULL), FIXED (GENERAL, WINDOW, BOTH), KEYS ("F10") },
  { ROW ("preferences", "app.preferences", NULL, N_ ("Preferences"), NULL), FIXED (GENERAL, APP, BOTH),
    KEYS ("<Control>comma") },
  { ROW ("shortcuts", "app.shortcuts", NULL, N_ ("Keyboard shortcuts"), NULL), FIXED (GENERAL, APP, BOTH),
    KEYS ("<Control>question") },
  { ROW ("help", "app.help", NULL, N_ ("Help"), NULL), FIXED (GENERAL, APP, BOTH), KEYS ("F1") },
  { ROW ("close-window", "window.close", NULL, N_ ("Close window"), NULL), FIXED (GENERAL, APP, BOTH),
    KEYS ("<Control>w") },
  { ROW ("quit", "app.quit", NULL, N_ ("Quit"), NULL), FIXED (GENERAL, APP, BOTH), KEYS ("<Control>q") },
};

const GwCommand *
gw_command_list (gsize *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (commands);

  return commands;
}

const GwCommand *
gw_command_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (commands[i].id, id) == 0)
        return &commands[i];
    }

  return NULL;
}

const char *
gw_command_get_keys (const GwCommand *command, GwKeys keys)
{
  g_return_val_if_fail (command != NULL, "");
  g_return_val_if_fail (keys < GW_N_KEYS, "");

  return command->keys[keys] != NULL ? command->keys[keys] : command->keys[GW_KEYS_GROUNDWORK];
}

const char *
gw_command_get_title (const GwCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);

  return command->title != NULL ? _ (command->title) : NULL;
}

const char *
gw_command_get_group_title (GwCommandGroup group)
{
  static const char *const titles[GW_N_COMMAND_GROUPS] = {
    [GW_COMMANDS_WALK] = N_ ("From Image to Image"),
    [GW_COMMANDS_LABELS] = N_ ("Labels"),
    [GW_COMMANDS_TOOLS] = N_ ("Tools"),
    [GW_COMMANDS_OBJECTS] = N_ ("Objects"),
    [GW_COMMANDS_VIEW] = N_ ("View"),
    [GW_COMMANDS_GRID] = N_ ("Images"),
    [GW_COMMANDS_GENERAL] = N_ ("General"),
  };

  g_return_val_if_fail (group < GW_N_COMMAND_GROUPS, NULL);

  return _ (titles[group]);
}
