package polis.dependencymap.source.collector;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the two doors for spans have in common, for the API's document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(required = true, description = "A list of spans in Zipkin's JSON v2 or proto3 encoding, plain or gzip.", content = {
    @Content(mediaType = "application/json", schema = @Schema(type = "array")),
    @Content(mediaType = "application/x-protobuf", schema = @Schema(type = "string", format = "binary"))})
@ApiResponse(responseCode = "202", description = "The spans are durable; they will be counted once.")
@ApiResponse(responseCode = "400", description = "Not a list of spans. Nothing of it was counted.", content = @Content)
@ApiResponse(responseCode = "413", description = "Too large, packed or unpacked.", content = @Content)
@ApiResponse(responseCode = "415", description = "Neither JSON nor protobuf, or packed otherwise than by gzip.", content = @Content)
@ApiResponse(responseCode = "429", description = "No room now. Retry-After says when to try again.", content = @Content)
@ApiResponse(responseCode = "503", description = "The database is away. Retry-After says when to try again.", content = @Content)
@interface TakesSpans {}
