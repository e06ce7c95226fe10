package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * How far the trees have grown; from this and its rows a shard derives all else.
 *
 * @param finished the trees of the finished rounds, by label; null where a label got none
 * @param level of the nodes that are to be scanned in the current round
 * @param current the trees that grow now, by label; null where a label gets none
 */
@SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
record Growth(List<Broadcast<Tree[]>> finished, int level, Tree[] current) implements Serializable {

  int round() {
    return finished.size();
  }

  /** The growth when only so many rounds were finished, before the next began. */
  Growth after(int rounds) {
    return new Growth(finished.subList(0, rounds), 0, current);
  }
}
