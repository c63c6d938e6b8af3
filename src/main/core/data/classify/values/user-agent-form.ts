/** How the texts begin by which browsers, bots and tools tell who they are. */
export const userAgentForm =
  /^(?:Mozilla\/\d|Opera\/\d|curl\/\d|Wget\/\d|okhttp\/\d|python-requests\/|Dalvik\/|PostmanRuntime\/|Go-http-client\/|axios\/|node-fetch|Googlebot|facebookexternalhit|Apache-HttpClient\/|Java\/\d|Ruby|Dart\/|[A-Za-z]+(?:[ ._-]?[A-Za-z]+)?\/[\d.]+ \([^)]*(?:Windows|Linux|Mac|iPhone|iPad|Android|CFNetwork|compatible)[^)]*\))/;
