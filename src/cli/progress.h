/* What a person at a terminal sees of long work, and how Ctrl-C reaches it. */
#ifndef QN_CLI_PROGRESS_H
#define QN_CLI_PROGRESS_H
#include "base/run.h"

/* Sets the run's progress to a bar on standard error where that is a terminal. */
void qn_progress_show(qn_run *run);
/* Takes the bar away. */
void qn_progress_hide(const qn_run *run);
/* From now on the first Ctrl-C (or SIGTERM) sets run->cancel, the second ends the program with exit
 * code 130 at once. */
void qn_interrupt_catch(qn_run *run);
/* What is written to standard error when SIGTERM comes, as whoever sends it may not wait for more.
 * text is borrowed until the next; NULL: none. */
void qn_interrupt_last_words(const char *text);
/* Leaves these signals to another process, which will say when to stop. */
void qn_interrupt_ignore(qn_run *run);

#endif
