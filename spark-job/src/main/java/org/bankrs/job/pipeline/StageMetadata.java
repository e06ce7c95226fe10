package org.bankrs.job.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What MLlib writes of a stage in one line of JSON: class, uid, params and, of some, numbers more.
 *
 * @param text the line
 */
record StageMetadata(String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STAGE_UIDS = "stageUids";

  /** Of a stage or a tree. */
  static StageMetadata of(Params stage) {
    return new StageMetadata(
        DefaultParamsWriter$.MODULE$.getMetadataToSave(stage, SparkSession.active()));
  }

  /** Of a stage that keeps numbers beside its params. */
  static StageMetadata of(Params stage, Map<String, Integer> numbers) {
    ObjectNode json = (ObjectNode) of(stage).json();
    numbers.forEach(json::put);
    return new StageMetadata(json.toString());
  }

  /** Of a pipeline, which keeps its stages' uids as if they were a param. */
  static StageMetadata ofPipeline(PipelineModel pipeline, List<String> stageUids) {
    ObjectNode json = (ObjectNode) of(pipeline).json();
    stageUids.forEach(((ObjectNode) json.get("paramMap")).putArray(STAGE_UIDS)::add);
    return new StageMetadata(json.toString());
  }

  String className() {
    return json().path("class").asText();
  }

  String uid() {
    return json().path("uid").asText();
  }

  /** A number beside the params. */
  int number(String name) {
    return json().path(name).asInt();
  }

  /** A param's text, the default's when none was set. */
  String param(String name) {
    JsonNode set = json().path("paramMap").path(name);
    return set.isMissingNode() ? json().path("defaultParamMap").path(name).asText() : set.asText();
  }

  List<String> stageUids() {
    List<String> uids = new ArrayList<>();
    json().path("paramMap").path(STAGE_UIDS).forEach(uid -> uids.add(uid.asText()));
    return uids;
  }

  /**
   * Gives a stage its params.
   *
   * @param left names of params that keep the values they have
   */
  <T extends Params> T apply(T stage, String... left) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.parseMetadata(text, stage.getClass().getName());
    metadata.getAndSetParams(
        stage, Option.apply(CollectionConverters.asScala(List.of(left)).toList()));
    return stage;
  }

  private JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no readable JSON: " + e.getOriginalMessage(), e);
    }
  }
}
