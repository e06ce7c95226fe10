package org.bankrs.job.pipeline;
