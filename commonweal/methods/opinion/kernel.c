/* The hot loops of the opinion engine, each with the same bits as the numpy way beside which it stands (kernel.py).
 *
 * Votes come as rows of codes, 3 * column + vote + 1, of two or four bytes. Whole numbers are added, so order does not matter;
 * distances are squared, added and compared in the order in which numpy does it, without fused operations.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIELD 16
#define NO_VOTE 2
#define TILE 32

/* Pairs of votes by the same person, upper triangle and diagonal of `packed`: four counts in fields of 16 bits, so that one
 * addition serves all: how many, votes on j, votes on k, products. The caller empties the fields before a statement has 2^15
 * votes. `to` is the column of each statement in the table, or -1 for one that is left out.
 * Rows are taken by the heap. Of each heap, one line of the table after the other is filled, which stays in the cache: every
 * vote on the line's statement adds itself with what stands behind it in its row, short rows before long ones.
 * Of a row that answers much, whole lines are added, which takes several cells at once. */
#define HEAP 65536
#define MUCH 4
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define SEVERAL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SEVERAL
#endif

static int64_t with_of(int64_t mine, int64_t theirs)
{
    return 1 + mine * (1LL << FIELD) + theirs * (1LL << (2 * FIELD)) + mine * theirs * (1LL << (3 * FIELD));
}

SEVERAL
static void add_lines(const uint32_t *cells, int64_t count, int64_t width, int64_t *room, int64_t *packed)
{
    memset(room, 0, (size_t)width * 3 * sizeof *room);
    for (int64_t at = 0; at < count; at++)
        for (int64_t mine = -1; mine <= 1; mine++)
            room[(mine + 1) * width + (cells[at] >> 2)] = with_of(mine, (int64_t)(cells[at] & 3) - 1);
    for (int64_t at = 0; at < count; at++) {
        int64_t column = cells[at] >> 2;
        const int64_t *with = room + (cells[at] & 3) * width;
        int64_t *line = packed + column * width;
        for (int64_t other = column; other < width; other++)
            line[other] += with[other];
    }
}

/* A vote, and how many stand from it to the end of its row. */
struct tail {
    uint32_t at, count;
};

/* The rows of a heap: their cells, where each ends and how long it is, and room to put them in order. */
struct heap {
    uint32_t *cells;
    int64_t *ends, *longs, *order, *column_at;
    struct tail *tails;
    int64_t rows, longest;
};

/* Put the rows in order of length, the longest first. `column_at` has room for a number of each length. */
static void by_length(struct heap *heap)
{
    int64_t *begin = heap->column_at;
    memset(begin, 0, (size_t)(heap->longest + 2) * sizeof *begin);
    for (int64_t row = 0; row < heap->rows; row++)
        begin[heap->longest - heap->longs[row] + 1]++;
    for (int64_t at = 0; at < heap->longest; at++)
        begin[at + 1] += begin[at];
    for (int64_t row = 0; row < heap->rows; row++)
        heap->order[begin[heap->longest - heap->longs[row]]++] = row;
}

static void add_cells(struct heap *heap, int64_t width, int64_t *packed)
{
    int64_t with[3][4];
    for (int64_t mine = 0; mine < 3; mine++)
        for (int64_t theirs = 0; theirs < 3; theirs++)
            with[mine][theirs] = with_of(mine - 1, theirs - 1);
    by_length(heap);
    const uint32_t *cells = heap->cells;
    int64_t *column_at = heap->column_at, rows = heap->rows;
    memset(column_at, 0, (size_t)(width + 1) * sizeof *column_at);
    for (int64_t row = 0; row < rows; row++)
        for (int64_t at = heap->ends[row] - heap->longs[row]; at < heap->ends[row]; at++)
            column_at[(cells[at] >> 2) + 1]++;
    for (int64_t column = 0; column < width; column++)
        column_at[column + 1] += column_at[column];
    for (int64_t count = 1; count <= heap->longest; count++) {
        while (rows && heap->longs[heap->order[rows - 1]] < count)
            rows--;
        for (int64_t place = 0; place < rows; place++) {
            int64_t at = heap->ends[heap->order[place]] - count;
            heap->tails[column_at[cells[at] >> 2]++] = (struct tail){(uint32_t)at, (uint32_t)count};
        }
    }
    for (int64_t column = 0, from = 0; column < width; from = column_at[column++]) {
        int64_t *line = packed + column * width;
        for (int64_t place = from; place < column_at[column]; place++) {
            const uint32_t *cell = cells + heap->tails[place].at, *end = cell + heap->tails[place].count;
            const int64_t *mine = with[*cell & 3];
            for (; cell < end; cell++)
                line[*cell >> 2] += mine[*cell & 3];
        }
    }
}

static void put_away(struct heap *heap, int64_t *room)
{
    free(heap->cells), free(heap->ends), free(heap->tails), free(room);
}

#define PAIRS(NAME, CODE)                                                                                             \
    int NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int32_t *to, int64_t width,                \
             int64_t *packed)                                                                                         \
    {                                                                                                                 \
        size_t wide = (size_t)(width > 0 ? width : 1), most = HEAP + wide;                                            \
        struct heap heap = {.cells = malloc(most * sizeof *heap.cells), .tails = malloc(most * sizeof *heap.tails)};  \
        heap.ends = malloc((3 * (size_t)HEAP + wide + 2) * sizeof *heap.ends);                                        \
        int64_t *room = malloc(3 * wide * sizeof *room), upto = 0;                                                    \
        if (!heap.cells || !heap.tails || !heap.ends || !room) {                                                      \
            put_away(&heap, room);                                                                                    \
            return 1;                                                                                                 \
        }                                                                                                             \
        heap.longs = heap.ends + HEAP, heap.order = heap.longs + HEAP, heap.column_at = heap.order + HEAP;            \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t begin = upto;                                                                                     \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++) {                                              \
                uint32_t code = codes[at], column = code / 3;                                                         \
                if (to[column] >= 0)                                                                                  \
                    heap.cells[upto++] = (uint32_t)to[column] << 2 | (code - 3 * column);                             \
            }                                                                                                         \
            if ((upto - begin) * MUCH >= width) {                                                                     \
                add_lines(heap.cells + begin, upto - begin, width, room, packed);                                     \
                upto = begin;                                                                                         \
            } else if (upto > begin) {                                                                                \
                heap.longs[heap.rows] = upto - begin;                                                                 \
                heap.longest = upto - begin > heap.longest ? upto - begin : heap.longest;                             \
                heap.ends[heap.rows++] = upto;                                                                        \
            }                                                                                                         \
            if (upto >= HEAP || row == rows - 1) {                                                                    \
                add_cells(&heap, width, packed);                                                                      \
                upto = heap.rows = heap.longest = 0;                                                                  \
            }                                                                                                         \
        }                                                                                                             \
        put_away(&heap, room);                                                                                        \
        return 0;                                                                                                     \
    }
PAIRS(pairs_short, uint16_t)
PAIRS(pairs_long, uint32_t)

static void fields_of(int64_t left, int32_t *field)
{
    for (int at = 0; at < 4; at++) {
        int16_t low = (int16_t)(uint16_t)(left & 0xffff);
        field[at] = low;
        left = (left - low) >> FIELD;
    }
}

/* Empty the fields into three tables, mirrored below the diagonal. */
void unpack(int64_t *packed, int64_t width, int32_t *both, int32_t *sums, int32_t *products)
{
    for (int64_t j = 0; j < width; j++) {
        for (int64_t k = j; k < width; k++) {
            int64_t left = packed[j * width + k];
            if (!left)
                continue;
            int32_t field[4];
            fields_of(left, field);
            both[j * width + k] += field[0];
            sums[j * width + k] += field[1];
            products[j * width + k] += field[3];
            if (j != k) {
                both[k * width + j] += field[0];
                sums[k * width + j] += field[2];
                products[k * width + j] += field[3];
            }
            packed[j * width + k] = 0;
        }
    }
}

static double product(double mean, double other, const int32_t *field)
{
    return field[3] - (field[1] * other + field[2] * mean) + mean * other * field[0];
}

/* The table z'z of pca.py from the fields, in the place of the fields, and the mean of each statement. */
void gram_packed(int64_t *packed, int64_t width, double *mean)
{
    double *gram = (double *)packed;
    int32_t field[4];
    for (int64_t j = 0; j < width; j++) {
        fields_of(packed[j * width + j], field);
        mean[j] = (double)field[1] / (field[0] > 1 ? field[0] : 1);
    }
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    int64_t left;
                    memcpy(&left, packed + j * width + k, sizeof left);
                    fields_of(left, field);
                    double made = product(mean[j], mean[k], field);
                    memcpy(gram + j * width + k, &made, sizeof made);
                    memcpy(gram + k * width + j, &made, sizeof made);
                }
}

/* The same from the three tables. */
void gram_tables(const int32_t *both, const int32_t *sums, const int32_t *products, int64_t width, double *mean, double *gram)
{
    for (int64_t j = 0; j < width; j++)
        mean[j] = (double)sums[j * width + j] / (both[j * width + j] > 1 ? both[j * width + j] : 1);
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    int64_t at = j * width + k, turned = k * width + j;
                    int32_t field[4] = {both[at], sums[at], sums[turned], products[at]};
                    gram[at] = gram[turned] = product(mean[j], mean[k], field);
                }
}

/* Where each row stands: the sums of two whole numbers that belong to each of its codes, divided by `scale`, and scaled up for those
 * who have seen little. */
#define PROJECT(NAME, CODE)                                                                                           \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int64_t *table, const int64_t *seen,      \
              const double *limits, double *places)                                                                   \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t first = 0, second = 0;                                                                            \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++) {                                              \
                first += table[2 * (int64_t)codes[at]];                                                               \
                second += table[2 * (int64_t)codes[at] + 1];                                                          \
            }                                                                                                         \
            double times = sqrt(limits[0] / (double)(seen[row] > 1 ? seen[row] : 1));                                 \
            places[2 * row] = times * ((double)first / limits[1]);                                                    \
            places[2 * row + 1] = times * ((double)second / limits[1]);                                               \
        }                                                                                                             \
    }
PROJECT(project_short, uint16_t)
PROJECT(project_long, uint32_t)

/* Numbers rounded to a grain; no minus zero. */
SEVERAL
void grid(const double *numbers, int64_t count, const double *grain, double *rounded)
{
    for (int64_t at = 0; at < count; at++)
        rounded[at] = rint(numbers[at] / grain[0]) * grain[0] + 0.0;
}

/* How many votes of each row are on marked statements. */
#define AMONG(NAME, CODE)                                                                                             \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const uint8_t *marked, int64_t *total)          \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++)                                                                      \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++)                                                \
                total[row] += marked[codes[at] / 3];                                                                  \
    }
AMONG(among_short, uint16_t)
AMONG(among_long, uint32_t)

/* For each group, how often each code was cast; a label below 0 counts nowhere. */
#define TALLY(NAME, CODE)                                                                                             \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int64_t *labels, int64_t width,          \
              int64_t *counts)                                                                                        \
    {                                                                                                                 \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            if (labels[row] < 0)                                                                                      \
                continue;                                                                                             \
            int64_t *own = counts + labels[row] * width;                                                              \
            for (int64_t at = starts[row]; at < starts[row + 1]; at++)                                                \
                own[codes[at]]++;                                                                                     \
        }                                                                                                             \
    }
TALLY(tally_short, uint16_t)
TALLY(tally_long, uint32_t)

static int64_t number_at(const void *numbers, int64_t wide, int64_t at)
{
    return wide ? ((const int32_t *)numbers)[at] : ((const int16_t *)numbers)[at];
}

#define IN_A_BLOCK 32768
/* Put votes in order of person and statement; within a cell they keep their order of arrival. First into blocks of people,
 * each small enough for the cache, there by statement and then by person. Persons and statements have two or four bytes.
 * Where a number is out of its bounds, starts[0] is -1. */
#define ORDER(NAME, CODE, CELL, HALF)                                                                                 \
    int NAME(const void *person, int64_t people_wide, const void *statement, int64_t wide, const int8_t *vote,        \
             int64_t cast, int64_t people, int64_t statements, int64_t *starts, CODE *codes)                          \
    {                                                                                                                 \
        int64_t bits = 4, most = 0;                                                                                   \
        while (bits < 16 && (people >> bits >= 2048 || (people >> bits) * IN_A_BLOCK > cast))                         \
            bits++;                                                                                                   \
        int64_t blocks = (people >> bits) + 1, low = ((int64_t)1 << bits) - 1;                                        \
        int64_t *begin = calloc((size_t)blocks + 1, sizeof *begin), *row_at = malloc((size_t)(low + 2) * sizeof *row_at);\
        int64_t *column_at = malloc((size_t)(statements + 1) * sizeof *column_at);                                    \
        CELL *cells = malloc((size_t)(cast ? cast : 1) * sizeof *cells), *sorted = NULL;                              \
        int missing = !begin || !row_at || !column_at || !cells;                                                      \
        for (int64_t at = 0; !missing && at < cast; at++) {                                                           \
            int64_t who = number_at(person, people_wide, at), what = number_at(statement, wide, at);                  \
            if (who < 0 || who >= people || what < 0 || what >= statements || vote[at] < -1 || vote[at] > 1) {        \
                starts[0] = -1;                                                                                       \
                free(begin), free(row_at), free(column_at), free(cells);                                              \
                return 0;                                                                                             \
            }                                                                                                         \
            begin[(who >> bits) + 1]++;                                                                               \
        }                                                                                                             \
        for (int64_t block = 0; !missing && block < blocks; block++) {                                                \
            most = begin[block + 1] > most ? begin[block + 1] : most;                                                 \
            begin[block + 1] += begin[block];                                                                         \
        }                                                                                                             \
        sorted = malloc((size_t)(most ? most : 1) * sizeof *sorted);                                                  \
        if (missing || !sorted) {                                                                                     \
            free(begin), free(row_at), free(column_at), free(cells), free(sorted);                                    \
            return 1;                                                                                                 \
        }                                                                                                             \
        for (int64_t at = 0; at < cast; at++) {                                                                       \
            int64_t who = number_at(person, people_wide, at), what = number_at(statement, wide, at);                  \
            cells[begin[who >> bits]++] = (CELL)(who & low) << HALF | (CELL)(3 * what + vote[at] + 1);                \
        }                                                                                                             \
        for (int64_t block = 0, from = 0; block < blocks; block++) {                                                  \
            int64_t upto = begin[block], first = block << bits;                                                       \
            int64_t rows = people - first < low + 1 ? people - first : low + 1, sum = from;                           \
            memset(row_at, 0, (size_t)(rows + 1) * sizeof *row_at);                                                   \
            memset(column_at, 0, (size_t)(statements + 1) * sizeof *column_at);                                       \
            for (int64_t at = from; at < upto; at++) {                                                                \
                row_at[cells[at] >> HALF]++;                                                                          \
                column_at[(CODE)cells[at] / 3 + 1]++;                                                                 \
            }                                                                                                         \
            for (int64_t row = 0; row < rows; row++) {                                                                \
                int64_t here = row_at[row];                                                                           \
                starts[first + row] = row_at[row] = sum;                                                              \
                sum += here;                                                                                          \
            }                                                                                                         \
            for (int64_t column = 0; column < statements; column++)                                                   \
                column_at[column + 1] += column_at[column];                                                           \
            for (int64_t at = from; at < upto; at++)                                                                  \
                sorted[column_at[(CODE)cells[at] / 3]++] = cells[at];                                                 \
            for (int64_t at = 0; at < upto - from; at++)                                                              \
                codes[row_at[sorted[at] >> HALF]++] = (CODE)sorted[at];                                               \
            from = upto;                                                                                              \
        }                                                                                                             \
        starts[people] = cast;                                                                                        \
        free(begin), free(row_at), free(column_at), free(cells), free(sorted);                                        \
        return 0;                                                                                                     \
    }
ORDER(order_short, uint16_t, uint32_t, 16)
ORDER(order_long, uint32_t, uint64_t, 32)

/* Of several votes in the same cell keep the last; return how many votes are left. */
#define SETTLE(NAME, CODE)                                                                                            \
    int64_t NAME(int64_t *starts, CODE *codes, int64_t rows)                                                          \
    {                                                                                                                 \
        int64_t to = 0, from = 0;                                                                                     \
        for (int64_t row = 0; row < rows; row++) {                                                                    \
            int64_t end = starts[row + 1], begin = to;                                                                \
            for (; from < end; from++) {                                                                              \
                if (to > begin && codes[to - 1] / 3 == codes[from] / 3)                                               \
                    to--;                                                                                             \
                codes[to++] = codes[from];                                                                            \
            }                                                                                                         \
            starts[row] = begin;                                                                                      \
        }                                                                                                             \
        starts[rows] = to;                                                                                            \
        return to;                                                                                                    \
    }
SETTLE(settle_short, uint16_t)
SETTLE(settle_long, uint32_t)

/* Put changed rows in the place of those before. `changed` are their numbers, ascending; `mine` where each begins in `news`. */
#define SPLICE(NAME, CODE)                                                                                            \
    void NAME(const int64_t *starts, const CODE *codes, int64_t rows, const int64_t *changed, const int64_t *mine,    \
              const CODE *news, int64_t count, int64_t *to_starts, CODE *to_codes)                                    \
    {                                                                                                                 \
        int64_t row = 0, to = 0;                                                                                      \
        for (int64_t at = 0; at <= count; at++) {                                                                     \
            int64_t end = at < count ? changed[at] : rows, size = starts[end] - starts[row], moved = to - starts[row]; \
            memcpy(to_codes + to, codes + starts[row], (size_t)size * sizeof *codes);                                 \
            to += size;                                                                                               \
            for (; row < end; row++)                                                                                  \
                to_starts[row] = starts[row] + moved;                                                                 \
            to_starts[row] = to;                                                                                      \
            if (at == count)                                                                                          \
                break;                                                                                                \
            memcpy(to_codes + to, news + mine[at], (size_t)(mine[at + 1] - mine[at]) * sizeof *codes);                \
            to += mine[at + 1] - mine[at];                                                                            \
            row++;                                                                                                    \
        }                                                                                                             \
    }
SPLICE(splice_short, uint16_t)
SPLICE(splice_long, uint32_t)

static void nearest_of(double x, double y, const double *centers, int64_t groups, int64_t *label, double *nearest,
                       double *next)
{
    double best = INFINITY, second = INFINITY;
    int64_t found = 0;
    for (int64_t group = 0; group < groups; group++) {
        double across = x - centers[2 * group], up = y - centers[2 * group + 1];
        double away = across * across + up * up;
        if (away <= best) {
            second = best;
            best = away;
            found = group;
        } else if (away < second) {
            second = away;
        }
    }
    *label = found;
    *nearest = best;
    *next = second;
}

/* The nearest centre of each point, the later one in a tie, and the squared distances to it and to the next nearest. */
void nearest_two(const double *points, int64_t count, const double *centers, int64_t groups, int64_t *labels,
                 double *nearest, double *next)
{
    for (int64_t at = 0; at < count; at++)
        nearest_of(points[2 * at], points[2 * at + 1], centers, groups, labels + at, nearest + at, next + at);
}

/* How many points each label has, their weight, and the weighted sums of their coordinates, added in the order of the points. */
static void gather(const double *points, const double *weights, int64_t count, const int64_t *labels, int64_t *members, double *mass,
            double *across, double *up)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t label = labels[at];
        members[label]++;
        mass[label] += weights[at];
        across[label] += points[2 * at] * weights[at];
        up[label] += points[2 * at + 1] * weights[at];
    }
}

static int64_t in_grains(double number, double grain)
{
    return llrint(number / grain);
}

/* How many points each label has, and the sums of their coordinates as whole numbers of a grain; a label below 0 counts nowhere. */
void whole_sums(const double *points, int64_t count, const int64_t *labels, const double *grain, int64_t *members, int64_t *whole)
{
    for (int64_t at = 0; at < count; at++) {
        if (labels[at] < 0)
            continue;
        members[labels[at]]++;
        whole[2 * labels[at]] += in_grains(points[2 * at], grain[0]);
        whole[2 * labels[at] + 1] += in_grains(points[2 * at + 1], grain[0]);
    }
}

/* How far every point is from every other. */
void apart(const double *points, int64_t count, double *away)
{
    for (int64_t one = 0; one < count; one++)
        for (int64_t other = 0; other < count; other++) {
            double across = points[2 * one] - points[2 * other], up = points[2 * one + 1] - points[2 * other + 1];
            away[one * count + other] = sqrt(across * across + up * up);
        }
}

/* The silhouette of each point by the distances between all; `totals` has room for one number of each cluster. */
void silhouettes(const double *away, int64_t count, const int64_t *labels, const int64_t *size, int64_t groups, double *totals,
                 double *scores)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t label = labels[at];
        for (int64_t group = 0; group < groups; group++)
            totals[group] = 0;
        for (int64_t other = 0; other < count; other++)
            totals[labels[other]] += away[at * count + other];
        double inside = totals[label] / (double)(size[label] > 2 ? size[label] - 1 : 1), outside = INFINITY;
        for (int64_t group = 0; group < groups; group++)
            if (group != label && size[group]) {
                double mean = totals[group] / (double)size[group];
                outside = mean < outside ? mean : outside;
            }
        double largest = inside > outside ? inside : outside;
        scores[at] = size[label] > 1 && largest > 0 ? (outside - inside) / largest : 0;
    }
}

static int before_in_place(const double *one, const double *other)
{
    return one[0] != other[0] ? one[0] < other[0] : one[1] < other[1];
}

/* Whether no centre moved by `settled` or more, both sets being put in order of their places first. `order` and `sorted` are those
 * of the round before, which is nearly the order of this one; `order` is negative at its beginning where there was none. */
static int settled_now(const double *before, const double *after, int64_t groups, double settled, int64_t *order,
                       double *sorted)
{
    int again = order[0] < 0, done = 1;
    for (int64_t turn = again ? 0 : 1; turn < 2; turn++) {
        const double *centers = turn ? after : before;
        for (int64_t at = 0; at < groups; at++) {
            int64_t moving = again && !turn ? at : order[at], to = at;
            for (; to > 0 && before_in_place(centers + 2 * moving, centers + 2 * order[to - 1]); to--)
                order[to] = order[to - 1];
            order[to] = moving;
        }
        for (int64_t at = 0; at < groups; at++) {
            const double *now = centers + 2 * order[at];
            if (turn && done && !(hypot(now[0] - sorted[2 * at], now[1] - sorted[2 * at + 1]) < settled))
                done = 0;
            sorted[2 * at] = now[0];
            sorted[2 * at + 1] = now[1];
        }
    }
    return done;
}

/* k-means of weighted points, few of them, as kmeans.py has it: moves `centers` and fills `labels`; `left` is how many centres still
 * have members. */
int lloyd(const double *points, const double *weights, int64_t count, double *centers, int64_t groups, int64_t rounds,
          const double *limits, int64_t *labels, int64_t *left)
{
    size_t width = (size_t)(groups ? groups : 1);
    double *room = malloc((7 * width + 2 * (size_t)count) * sizeof *room);
    int64_t *members = malloc(3 * width * sizeof *members), *to = members + width, *order = members + 2 * width;
    if (!room || !members) {
        free(room), free(members);
        return 1;
    }
    double *mass = room, *across = room + width, *up = room + 2 * width, *moved = room + 3 * width;
    double *sorted = room + 5 * width, *away = room + 7 * width;
    order[0] = -1;
    for (int64_t round = 1; round <= rounds; round++) {
        nearest_two(points, count, centers, groups, labels, away, away + count);
        memset(members, 0, (size_t)groups * sizeof *members);
        for (int64_t group = 0; group < groups; group++)
            mass[group] = across[group] = up[group] = 0;
        gather(points, weights, count, labels, members, mass, across, up);
        int64_t there = 0;
        for (int64_t group = 0; group < groups; group++) {
            if (!members[group])
                continue;
            moved[2 * there] = across[group] / mass[group];
            moved[2 * there + 1] = up[group] / mass[group];
            to[group] = there++;
        }
        int fewer = there < groups, last = round == rounds;
        if (fewer) {
            order[0] = -1;
            for (int64_t at = 0; at < count; at++)
                labels[at] = to[labels[at]];
        } else {
            last = last || settled_now(centers, moved, groups, limits[0], order, sorted);
        }
        groups = there;
        memcpy(centers, moved, (size_t)groups * 2 * sizeof *centers);
        if (last)
            break;
    }
    *left = groups;
    free(room), free(members);
    return 0;
}

/* Crowds: k-means of many points of equal weight by a tree of boxes. A box is given whole to the only centre that can be the nearest
 * to any of its points; where several can, its halves are asked, and of the smallest boxes every point. Coordinates are added as
 * whole numbers of a grain, so that a box can be added at once and any order gives the same. */
#define LEAF 24
#define LOOSE 1.5

struct spot {
    double at[2];
    int64_t id;
};

struct box {
    double low[2], high[2];
    int64_t whole[2], begin, end, right;
};

struct tree {
    struct spot *spots;
    struct box *boxes;
    int64_t count, depth;
    const double *centers;
    double margin, grain;
    int64_t *members, *whole, *labels;
};

static void plant(struct tree *tree, int64_t begin, int64_t end, int64_t depth)
{
    struct box *box = tree->boxes + tree->count++;
    struct spot *spots = tree->spots;
    *box = (struct box){.begin = begin, .end = end, .right = -1};
    tree->depth = depth > tree->depth ? depth : tree->depth;
    for (int axis = 0; axis < 2; axis++)
        box->low[axis] = INFINITY, box->high[axis] = -INFINITY;
    for (int64_t at = begin; at < end; at++)
        for (int axis = 0; axis < 2; axis++) {
            double here = spots[at].at[axis];
            box->low[axis] = here < box->low[axis] ? here : box->low[axis];
            box->high[axis] = here > box->high[axis] ? here : box->high[axis];
        }
    int wider = box->high[1] - box->low[1] > box->high[0] - box->low[0];
    double middle = box->low[wider] + (box->high[wider] - box->low[wider]) / 2;
    int64_t from = begin, to = end;
    while (end - begin > LEAF && from < to) {
        if (spots[from].at[wider] <= middle) {
            from++;
        } else {
            struct spot other = spots[--to];
            spots[to] = spots[from];
            spots[from] = other;
        }
    }
    if (from == begin || from == end) { /* few enough, or all in one place */
        return;
    }
    plant(tree, begin, from, depth + 1);
    box->right = tree->count;
    plant(tree, from, end, depth + 1);
}

static void give(struct tree *tree, int64_t group, int64_t begin, int64_t end, const int64_t *whole)
{
    tree->members[group] += end - begin;
    tree->whole[2 * group] += whole[0];
    tree->whole[2 * group + 1] += whole[1];
    for (int64_t at = begin; tree->labels && at < end; at++)
        tree->labels[tree->spots[at].id] = group;
}

static double squared(double x, double y, const double *center)
{
    double across = x - center[0], up = y - center[1];
    return across * across + up * up;
}

/* Keep, in their order, those of `able` that can be the nearest to a point in the box; `still` has room for them. */
static int64_t able_still(const struct tree *tree, const struct box *box, const int32_t *able, int64_t count, int32_t *still)
{
    double x = (box->low[0] + box->high[0]) / 2, y = (box->low[1] + box->high[1]) / 2, least = INFINITY;
    int32_t best = able[0];
    for (int64_t at = 0; at < count; at++) {
        double away = squared(x, y, tree->centers + 2 * able[at]);
        if (away < least)
            least = away, best = able[at];
    }
    const double *mine = tree->centers + 2 * best;
    int64_t left = 0;
    for (int64_t at = 0; at < count; at++) {
        const double *other = tree->centers + 2 * able[at];
        double across = other[0] > mine[0] ? box->high[0] : box->low[0];
        double up = other[1] > mine[1] ? box->high[1] : box->low[1];
        double near = squared(across, up, mine);
        if (able[at] == best || squared(across, up, other) <= near + tree->margin * (1 + near))
            still[left++] = able[at];
    }
    return left;
}

static void ask(struct tree *tree, int64_t place, const int32_t *able, int64_t count, int32_t *room)
{
    const struct box *box = tree->boxes + place;
    int64_t left = able_still(tree, box, able, count, room);
    if (left == 1) {
        give(tree, room[0], box->begin, box->end, box->whole);
    } else if (box->right >= 0) {
        ask(tree, place + 1, room, left, room + left);
        ask(tree, box->right, room, left, room + left);
    } else {
        for (int64_t at = box->begin; at < box->end; at++) {
            const struct spot *spot = tree->spots + at;
            double least = INFINITY;
            int32_t best = room[0];
            for (int64_t one = 0; one < left; one++) {
                double away = squared(spot->at[0], spot->at[1], tree->centers + 2 * room[one]);
                if (away <= least)
                    least = away, best = room[one];
            }
            const int64_t whole[2] = {in_grains(spot->at[0], tree->grain), in_grains(spot->at[1], tree->grain)};
            give(tree, best, at, at + 1, whole);
        }
    }
}

static void ask_everybody(struct tree *tree, const double *centers, int64_t groups, int32_t *room, int64_t *labels)
{
    memset(tree->members, 0, (size_t)groups * sizeof *tree->members);
    memset(tree->whole, 0, (size_t)groups * 2 * sizeof *tree->whole);
    for (int64_t group = 0; group < groups; group++)
        room[group] = (int32_t)group;
    tree->centers = centers;
    tree->labels = labels;
    ask(tree, 0, room, groups, room + groups);
}

/* Move `centers` until they settle; `limits` are how little that is, by how much bounds are loosened, and the grain. */
static int64_t drift(struct tree *tree, double *centers, int64_t groups, int64_t rounds, const double *limits, int32_t *room,
                     int64_t *order, double *moved, int64_t *labels)
{
    double *sorted = moved + 2 * groups;
    int64_t count = tree->boxes[0].end;
    order[0] = -1;
    for (int64_t round = 1; round <= rounds; round++) {
        ask_everybody(tree, centers, groups, room, NULL);
        int64_t there = 0;
        for (int64_t group = 0; group < groups; group++) {
            if (!tree->members[group])
                continue;
            for (int axis = 0; axis < 2; axis++)
                moved[2 * there + axis] =
                    (double)tree->whole[2 * group + axis] / (double)tree->members[group] * limits[2];
            there++;
        }
        int fewer = there < groups, last = round == rounds;
        if (!last && !fewer)
            last = settled_now(centers, moved, groups, limits[0], order, sorted);
        if (last) {
            ask_everybody(tree, centers, groups, room, labels);
            int64_t *to = tree->whole, next = 0;
            for (int64_t group = 0; group < groups; group++)
                to[group] = tree->members[group] ? next++ : -1;
            for (int64_t at = 0; fewer && at < count; at++)
                labels[at] = to[labels[at]];
        }
        if (fewer)
            order[0] = -1;
        groups = there;
        memcpy(centers, moved, (size_t)groups * 2 * sizeof *centers);
        if (last)
            break;
    }
    return groups;
}

/* Let the boxes of an earlier tree fit the points where they are now; return how long and wide the smallest are, all together. */
static double refit(struct tree *tree)
{
    double wide = 0;
    for (int64_t at = tree->count - 1; at >= 0; at--) {
        struct box *box = tree->boxes + at;
        if (box->right >= 0) {
            const struct box *left = tree->boxes + at + 1, *right = tree->boxes + box->right;
            for (int axis = 0; axis < 2; axis++) {
                box->low[axis] = left->low[axis] < right->low[axis] ? left->low[axis] : right->low[axis];
                box->high[axis] = left->high[axis] > right->high[axis] ? left->high[axis] : right->high[axis];
                box->whole[axis] = left->whole[axis] + right->whole[axis];
            }
            continue;
        }
        for (int axis = 0; axis < 2; axis++) {
            box->low[axis] = INFINITY, box->high[axis] = -INFINITY, box->whole[axis] = 0;
            for (int64_t spot = box->begin; spot < box->end; spot++) {
                double here = tree->spots[spot].at[axis];
                box->low[axis] = here < box->low[axis] ? here : box->low[axis];
                box->high[axis] = here > box->high[axis] ? here : box->high[axis];
                box->whole[axis] += in_grains(here, tree->grain);
            }
            wide += box->high[axis] - box->low[axis];
        }
    }
    return wide;
}

/* Make the tree, or take that of an earlier map in which nearly everybody stood where she stands now: `order` says who is where in
 * it, `size` how many boxes there are and how deep, and `wide` what `refit` said when it was made. */
static void grow(struct tree *tree, const double *points, int64_t count, int64_t *order, int64_t *size, double *wide)
{
    for (int64_t turn = size[0] > 0 ? 0 : 1; turn < 2; turn++) {
        for (int64_t at = 0; at < count; at++) {
            int64_t id = turn ? at : order[at];
            tree->spots[at] = (struct spot){.at = {points[2 * id], points[2 * id + 1]}, .id = id};
        }
        if (!turn) {
            tree->count = size[0];
            tree->depth = size[1];
            if (refit(tree) <= LOOSE * wide[0])
                return;
        }
    }
    tree->count = tree->depth = 0;
    plant(tree, 0, count, 0);
    size[0] = tree->count;
    size[1] = tree->depth;
    wide[0] = refit(tree);
    for (int64_t at = 0; at < count; at++)
        order[at] = tree->spots[at].id;
}

int crowd(const double *points, int64_t count, double *centers, int64_t groups, int64_t rounds, const double *limits,
          int64_t *labels, int64_t *left, int64_t *order, struct box *boxes, int64_t *size, double *wide)
{
    size_t width = (size_t)groups;
    struct tree tree = {.margin = limits[1], .grain = limits[2], .boxes = boxes};
    tree.spots = malloc((size_t)count * sizeof *tree.spots);
    tree.members = malloc(4 * width * sizeof *tree.members);
    double *moved = malloc(4 * width * sizeof *moved);
    int32_t *room = NULL;
    if (tree.spots && tree.members && moved) {
        tree.whole = tree.members + width;
        grow(&tree, points, count, order, size, wide);
        room = malloc((size_t)(tree.depth + 2) * width * sizeof *room);
        if (room)
            *left = drift(&tree, centers, groups, rounds, limits, room, tree.members + 3 * width, moved, labels);
    }
    free(tree.spots), free(tree.members), free(moved), free(room);
    return !room;
}

static int32_t *cell_of(int32_t *cells, int64_t width, int64_t one, int64_t other)
{
    return cells + 4 * (one < other ? one * width + other : other * width + one);
}

/* Take a vote in place of the one before, which is returned; 2 stands for none. `codes` is the voter's row in any order, in which a
 * vote that was there is replaced, or taken out by putting the last in its place. The counts of pairs follow, where there are some:
 * for j <= k how many voted on both, the sum on j, the sum on k, the products, side by side (cells.py). */
int64_t recast(int32_t *cells, int64_t width, uint32_t *codes, int64_t count, int64_t column, int64_t after)
{
    int64_t found = -1;
    for (int64_t at = 0; at < count; at++) {
        int64_t other = codes[at] / 3;
        if (other == column)
            found = at;
        if (width)
            __builtin_prefetch(cell_of(cells, width, column, other), 1);
    }
    int64_t before = found < 0 ? NO_VOTE : (int64_t)(codes[found] % 3) - 1;
    if (before == after)
        return before;
    if (width) {
        int32_t there = (after != NO_VOTE) - (before != NO_VOTE);
        int32_t now = after == NO_VOTE ? 0 : (int32_t)after, then = before == NO_VOTE ? 0 : (int32_t)before;
        int32_t moved = now - then, *own = cell_of(cells, width, column, column);
        own[0] += there;
        own[1] += moved;
        own[2] += moved;
        own[3] += now * now - then * then;
        for (int64_t at = 0; at < count; at++) {
            int64_t other = codes[at] / 3;
            int32_t value = (int32_t)(codes[at] % 3) - 1, *cell = cell_of(cells, width, column, other);
            if (at == found)
                continue;
            int32_t mine = column < other ? moved : there * value, theirs = column < other ? there * value : moved;
            cell[0] += there;
            cell[1] += mine;
            cell[2] += theirs;
            cell[3] += moved * value;
        }
    }
    if (found >= 0)
        codes[found] = after == NO_VOTE ? codes[count - 1] : (uint32_t)(3 * column + after + 1);
    return before;
}

/* The counts of pairs that stand side by side, into three tables, and back. */
void spread(int32_t *cells, int64_t room, int64_t width, int32_t *both, int32_t *sums, int32_t *products)
{
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    const int32_t *cell = cell_of(cells, room, j, k);
                    int64_t at = j * width + k, turned = k * width + j;
                    both[at] = both[turned] = cell[0];
                    sums[at] = cell[1];
                    sums[turned] = cell[2];
                    products[at] = products[turned] = cell[3];
                }
}

void fold(int32_t *cells, int64_t room, int64_t width, const int32_t *both, const int32_t *sums, const int32_t *products)
{
    for (int64_t first = 0; first < width; first += TILE)
        for (int64_t from = first; from < width; from += TILE)
            for (int64_t j = first; j < width && j < first + TILE; j++)
                for (int64_t k = from > j ? from : j; k < width && k < from + TILE; k++) {
                    int64_t at = j * width + k;
                    int32_t *cell = cell_of(cells, room, j, k);
                    cell[0] = both[at];
                    cell[1] = sums[at];
                    cell[2] = sums[k * width + j];
                    cell[3] = products[at];
                }
}
